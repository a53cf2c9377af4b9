import type { Arrival } from "../../../src/channels/arrival.ts";
import { createChannelService } from "../../../src/channels/channel-service.ts";
import { createConsoleMessenger } from "../../../src/channels/console/messenger.ts";
import { loadTranslators } from "../../../src/i18n/translator.ts";
import { consume } from "../../../src/queue/consumer.ts";
import { ReplyJob } from "../../../src/queue/jobs.ts";
import { repliesOf } from "../../../src/queue/queue-names.ts";
import { createMetrics } from "../../../src/runtime/metrics.ts";
import { describeConversation } from "../../contract/conversation.ts";
import { openEye, openRedis, vault } from "../../queue/redis-fixture.ts";

const translators = await loadTranslators();
const PERSON = "somebody";

describeConversation("the console", async (house) => {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const messenger = createConsoleMessenger({
    pictureDir: await house.folder(),
    nameOf: (replyTo) => `picture-${replyTo}`,
  });
  const service = createChannelService({
    channel: "console",
    messenger,
    redis,
    waitingRedis: redis,
    vault,
    translators,
    settings: { access: "open", admins: [], photoHours: 72, defaultLanguage: "en" },
    photoTtlSeconds: 72 * 3_600,
    photosPerHour: 30,
    log: house.log,
    metrics: createMetrics(),
  });
  house.own("service", service, (it) => it.close(1_000));
  const consumer = consume(repliesOf("console"), ReplyJob, service.deliver, { url, log: house.log });
  house.own("deliveries", consumer, (it) => it.close(1_000));

  let messages = 0;
  let latest: Arrival | undefined;
  async function arrive(arrival: Pick<Arrival, "incoming"> & Partial<Arrival>): Promise<void> {
    latest = {
      chat: "chat",
      person: PERSON,
      message: String(messages),
      receivedAt: Date.now(),
      clientLanguages: [],
      ...arrival,
    };
    await service.intake.receive(latest);
  }

  return {
    channel: "console",
    redisUrl: url,
    person: PERSON,
    async say(text) {
      messages += 1;
      await arrive({ incoming: { kind: "text", text } });
    },
    async choose(label) {
      const shown = messenger
        .shown("chat")
        .findLast(({ buttons }) => buttons.flat().some((button) => button.label === label));
      const button = shown?.buttons.flat().find((one) => one.label === label);
      if (!shown || !button) throw new Error(`nothing offers '${label}'`);
      await arrive({ incoming: { kind: "choice", id: button.id }, message: shown.id, pressed: shown.id });
    },
    async send(photo) {
      messages += 1;
      await arrive({ incoming: { kind: "photo" }, photo: { bytes: photo } });
      return String(messages);
    },
    async repeat() {
      if (latest) await service.intake.receive(latest);
    },
    seen: () =>
      messenger.shown("chat").map(({ text, replyTo, file, buttons }) => ({
        text,
        replyTo,
        picture: file !== undefined,
        choices: buttons.flat().map(({ label }) => label),
      })),
  };
});
