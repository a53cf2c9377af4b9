import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { caseCodeOf } from "../../../src/core/case-code.ts";
import { createRandom } from "../../../src/core/random.ts";
import type { Fault } from "../../fakes/bot-api-server.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import {
  answerStudies,
  type BotProcess,
  finding,
  onboard,
  openBotApi,
  PICTURE,
  reading,
  ready,
  startBot,
  studyOf,
} from "../bot-fixture.ts";

const house = testHouse();
const FAULTY = new Set(["sendMessage", "sendPhoto", "getFile", "file", "deleteMessage", "getUpdates"]);

describe("the bot process, killed at random moments while telegram misbehaves", () => {
  it.each([1, 2])(
    "answers every photo under its own message, seed %i",
    async (seed) => {
      const random = createRandom(seed);
      const api = await openBotApi(house);
      const { url } = await openRedis(house);
      const start = () => startBot(house, { api, redisUrl: url, env: { RATE_LIMIT_PER_HOUR: "1000" } });
      let bot: BotProcess = await ready(start());
      const people = await Promise.all([11, 12, 13].map((chat) => onboard(api, chat)));
      await answerStudies(house, url, ({ photo }) =>
        photo.bytes % 2 === 0
          ? { reading: reading(finding("Effusion", 0.9)), pictures: [PICTURE] }
          : { reading: reading(finding("Mass", 0.2)), pictures: [{ ...PICTURE, kind: "overlay" }] },
      );
      const faults: readonly Fault[] = [
        { kind: "status", status: 502 },
        { kind: "status", status: 429, retryAfter: 1 },
        { kind: "reset-before" },
        { kind: "reset-after" },
        { kind: "slow", milliseconds: 300 },
      ];
      api.plan = ({ method }) =>
        FAULTY.has(method) && random.next() < 0.08 ? faults[random.integer(faults.length)] : undefined;

      const photos: { id: number; chat: number; even: boolean }[] = [];
      for (let round = 0; round < 5; round += 1) {
        for (let place = 0; place < 8; place += 1) {
          const person = people[random.integer(people.length)] ?? people[0];
          if (!person) continue;
          const bytes = Buffer.alloc(100 + photos.length);
          photos.push({ id: person.photo(bytes), chat: person.chat, even: bytes.byteLength % 2 === 0 });
          await sleep(random.integer(40));
        }
        await sleep(200 + random.integer(900));
        await bot.kill();
        bot = start();
      }
      await ready(bot);
      const textsOf = ({ id }: { id: number }) =>
        api.messages.filter(
          ({ from, replyTo, text }) => from === "bot" && replyTo === id && text?.includes("test-model"),
        );
      await until(() => photos.every((photo) => textsOf(photo).length > 0), 60_000);
      api.plan = () => undefined;
      // A receipt that was sent in a window is nobody's: its message id was lost with the process.
      const known = (photo: number) => !api.windows.some(({ replyTo }) => replyTo === photo);
      const receipts = () =>
        api.messages.filter(
          ({ text, deleted, replyTo }) =>
            text?.startsWith("Photo received") && !deleted && known(replyTo ?? 0),
        );
      await until(() => receipts().length === 0, 60_000);
      await until(() => photos.filter(({ even }) => even).every((photo) => pictured(photo)), 60_000);

      /** Has the picture, or a button for it where a crash left in doubt whether it was sent. */
      function pictured({ id }: { id: number }): boolean {
        return api.messages.some(
          ({ from, replyTo, photo, buttons }) =>
            from === "bot" && replyTo === id && (photo !== undefined || buttons.flat().length > 0),
        );
      }
      for (const photo of photos) {
        const study = studyOf(api, photo.chat, photo.id);
        const texts = textsOf(photo);
        for (const { text, chat } of texts) {
          expect(chat).toBe(photo.chat);
          expect(text).toContain(caseCodeOf(study));
          expect(text).toContain(photo.even ? "Pleural effusion" : "No sign above the alert level");
        }
        // A text comes again only where its sender cannot have learned of the one before.
        const doubtful = (id: number) => api.windows.some(({ message }) => message === id);
        for (const { id } of texts.slice(0, -1)) expect(doubtful(id), `text ${id} came again`).toBe(true);
        const pictures = api.messages.filter((message) => message.replyTo === photo.id && message.photo);
        expect(pictures.length).toBeLessThanOrEqual(1);
      }
    },
    180_000,
  );
});
