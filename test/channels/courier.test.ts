import { describe, expect, it } from "vitest";
import { createCourier } from "../../src/channels/courier.ts";
import { Outage, Rejected, RetryAfter } from "../../src/channels/messenger.ts";
import { createSequence } from "../../src/channels/sequence.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();

function open() {
  const events: string[] = [];
  const courier = createCourier({ log: house.log, onEvent: (event) => void events.push(event) });
  house.own("courier", courier, (it) => it.close(100));
  return { courier, events };
}

describe("the courier", () => {
  it("keeps the order within a chat while another chat goes on", async () => {
    const { courier } = open();
    const done: string[] = [];
    let tries = 0;
    courier.send("a", async () => {
      tries += 1;
      if (tries === 1) throw new RetryAfter(300);
      done.push("a1");
    });
    courier.send("a", async () => void done.push("a2"));
    courier.send("b", async () => void done.push("b1"));
    await courier.settled(5_000);
    expect(done).toEqual(["b1", "a1", "a2"]);
  });

  it("tries again after an outage, and gives up what is refused", async () => {
    const { courier, events } = open();
    let tries = 0;
    courier.send("a", async () => {
      tries += 1;
      if (tries < 3) throw new Outage("status 502", { ambiguous: false });
    });
    courier.send("b", () => Promise.reject(new Rejected("blocked")));
    courier.send("c", () => Promise.reject(new Rejected("refused")));
    courier.send("d", () => Promise.reject(new RetryAfter(3_600_000)));
    await courier.settled(10_000);
    expect(tries).toBe(3);
    expect(events.toSorted()).toEqual(["blocked", "said", "unsaid", "unsaid"]);
  });

  it("does not hold up the end of the process", async () => {
    const { courier, events } = open();
    courier.send("a", () => Promise.reject(new RetryAfter(60_000)));
    const begun = Date.now();
    await courier.close(200);
    expect(Date.now() - begun).toBeLessThan(2_000);
    expect(events).toEqual(["unsaid"]);
  });
});

describe("a sequence", () => {
  it("goes on after work that failed", async () => {
    const inSequence = createSequence();
    const done: number[] = [];
    const first = inSequence("a", async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      done.push(1);
      throw new Error("failed");
    });
    const second = inSequence("a", async () => void done.push(2));
    await expect(first).rejects.toThrow("failed");
    await second;
    expect(done).toEqual([1, 2]);
  });
});
