import { describe, expect, it } from "vitest";
import type { WhatsappArrival } from "../../../src/channels/whatsapp/arrival.ts";
import { createInbox } from "../../../src/channels/whatsapp/inbox.ts";
import type { Message } from "../../../src/channels/whatsapp/library.ts";
import { createHandledMessages } from "../../../src/queue/handled-messages.ts";
import { QueueUnavailable } from "../../../src/queue/queue-unavailable.ts";
import { openEye, openRedis, vault } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";

const house = testHouse();

function message(id: string, overrides: object = {}): Message {
  return {
    id: { _serialized: `false_1@lid_${id}` },
    from: "1@lid",
    type: "chat",
    body: id,
    timestamp: Math.floor(Date.now() / 1000),
    rawData: {},
    ...overrides,
  } as unknown as Message;
}

async function open(receive: (arrival: WhatsappArrival) => Promise<void>) {
  const { url } = await openRedis(house);
  const handled = createHandledMessages({ channel: "whatsapp", redis: openEye(house, url), vault });
  const backlog: Message[] = [];
  const asked: number[] = [];
  const givenUp: string[] = [];
  const make = () =>
    house.own(
      "inbox",
      createInbox({
        handled,
        groups: [],
        receive,
        giveUp: ({ message: id }) => void givenUp.push(id),
        async readSince(since) {
          asked.push(since);
          return [...backlog];
        },
        log: house.log,
      }),
      (it) => it.close(),
    );
  return { make, handled, backlog, asked, givenUp };
}

describe("the whatsapp inbox", () => {
  it("takes each message once, whether it comes live, twice, or is found later, also by another process", async () => {
    const got: string[] = [];
    const { make, handled, backlog, asked } = await open(async ({ incoming }) => {
      got.push((incoming as { text: string }).text);
    });
    const first = make();
    first.sweep();
    await until(async () => (await handled.mark()) !== undefined);
    // At the very first start nothing that was written before is looked at.
    expect(asked).toEqual([]);
    first.take(message("a"));
    first.take(message("a"));
    await until(() => got.length === 1);
    await first.close();
    backlog.push(message("a"), message("b"), message("c"));
    const second = make();
    second.take(message("c"));
    second.sweep();
    await until(() => got.length === 3);
    expect(got.toSorted()).toEqual(["a", "b", "c"]);
  });

  it("keeps what could not be stored for later", async () => {
    let away = true;
    const got: string[] = [];
    const { make, handled, backlog } = await open(async ({ message: id }) => {
      if (away) throw new QueueUnavailable("away");
      got.push(id);
    });
    await handled.moveMark(Date.now());
    const inbox = make();
    backlog.push(message("a"));
    inbox.take(message("a"));
    setTimeout(() => {
      away = false;
    }, 300);
    await until(() => got.length === 1);
    expect(got).toEqual(["false_1@lid_a"]);
  });

  it("gives a message up that cannot be handled, and says so, once", async () => {
    const { make, handled, backlog, givenUp } = await open(() =>
      Promise.reject(new Error("a mistake of ours")),
    );
    await handled.moveMark(Date.now());
    backlog.push(message("a"));
    make().sweep();
    await until(() => givenUp.length === 1, 20_000);
    expect(await handled.among(["false_1@lid_a"])).toEqual(new Set(["false_1@lid_a"]));
  });

  it("keeps the order within a chat", async () => {
    const got: string[] = [];
    const { make } = await open(async ({ message: id }) => {
      await new Promise((resolve) => setTimeout(resolve, id.endsWith("a") ? 50 : 0));
      got.push(id.slice(-1));
    });
    const inbox = make();
    for (const id of ["a", "b", "c"]) inbox.take(message(id));
    await until(() => got.length === 3);
    expect(got).toEqual(["a", "b", "c"]);
  });
});
