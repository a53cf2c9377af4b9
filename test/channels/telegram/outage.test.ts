import { describe, expect, it } from "vitest";
import { openRedis } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { answerStudies, onboard, openBotApi, ready, startBot } from "../bot-fixture.ts";

const house = testHouse();

describe("the bot process, when something is away", () => {
  it("leaves a batch of 100 photos at telegram while redis is away, and answers all of them afterwards", async () => {
    const api = await openBotApi(house);
    const dir = await house.folder();
    const redis = await openRedis(house, { dir });
    const bot = await ready(
      startBot(house, { api, redisUrl: redis.url, env: { RATE_LIMIT_PER_HOUR: "1000" } }),
    );
    const people = await Promise.all([7, 8, 9, 10].map((chat) => onboard(api, chat)));
    await until(() => api.unconfirmed() === 0);
    await redis.stop();
    const photos = Array.from(
      { length: 100 },
      (_, place) => people[place % people.length]?.photo(Buffer.from(`film ${place}`)) ?? 0,
    );
    await until(() => bot.log().includes("updates left unconfirmed"));
    expect(api.unconfirmed()).toBe(100);
    await until(() => api.transcript(7).includes("The service is away for a moment"));
    const { url } = await openRedis(house, { dir });
    await answerStudies(house, url);
    const answered = () =>
      photos.filter((photo) =>
        api.messages.some(({ replyTo, photo: picture }) => replyTo === photo && picture !== undefined),
      ).length;
    await until(() => answered() === 100, 60_000);
    await until(() => api.unconfirmed() === 0);
    const texts = photos.map(
      (photo) =>
        api.messages.filter(({ replyTo, text }) => replyTo === photo && text?.includes("Pleural effusion"))
          .length,
    );
    expect(new Set(texts)).toEqual(new Set([1]));
    expect(await bot.stop()).toBe(0);
  }, 90_000);

  it("answers every photo although it is killed and started again", async () => {
    const api = await openBotApi(house);
    const { url } = await openRedis(house);
    let bot = await ready(startBot(house, { api, redisUrl: url }));
    const person = await onboard(api, 7);
    await answerStudies(house, url);
    const photos: number[] = [];
    await bot.kill();
    for (const round of [1, 2, 3]) {
      photos.push(...[1, 2, 3, 4].map((place) => person.photo(Buffer.from(`film ${round}.${place}`))));
      bot = startBot(house, { api, redisUrl: url });
      await new Promise((resolve) => setTimeout(resolve, 500 + 300 * round));
      await bot.kill();
    }
    await ready(startBot(house, { api, redisUrl: url }));
    const textsOf = (photo: number) =>
      api.messages.filter(({ replyTo, text }) => replyTo === photo && text?.includes("Pleural effusion"));
    await until(() => photos.every((photo) => textsOf(photo).length > 0), 60_000);
    for (const photo of photos) {
      const repeated = textsOf(photo).slice(0, -1);
      expect(repeated.every(({ id }) => api.windows.some(({ message }) => message === id))).toBe(true);
    }
  }, 90_000);

  it("repeats neither text nor picture when redis dies between telegram's acceptance and the mark", async () => {
    const api = await openBotApi(house);
    const redis = await openRedis(house);
    await ready(startBot(house, { api, redisUrl: redis.url }));
    const person = await onboard(api, 7);
    await answerStudies(house, redis.url);
    const killed = new Set<string>();
    api.plan = ({ method, fields }) => {
      const answer = method === "sendPhoto" || String(fields["text"]).includes("Pleural effusion");
      const pid = redis.pid();
      if (!answer || killed.has(method) || pid === undefined) return undefined;
      killed.add(method);
      process.kill(pid, "SIGKILL");
      return undefined;
    };
    const photo = person.photo(Buffer.from("film"));
    const replies = () => api.messages.filter(({ replyTo, deleted }) => replyTo === photo && !deleted);
    await until(() => replies().some((message) => message.photo), 30_000);
    await until(() => killed.size === 2 && replies().length === 2, 30_000);
    // A job that lost its lock would be back by now.
    await new Promise((resolve) => setTimeout(resolve, 16_000));
    expect(replies().map(({ photo: picture }) => picture !== undefined)).toEqual([false, true]);
    expect(replies()[0]?.buttons).toEqual([]);
  }, 90_000);

  it("says which redis does not answer when it is away at the start", async () => {
    const api = await openBotApi(house);
    const bot = startBot(house, { api, redisUrl: "redis://127.0.0.1:1" });
    expect(await bot.ended()).toBe(1);
    expect(bot.log()).toContain("REDIS_URL: no Redis answers at 127.0.0.1:1");
    expect(api.calls.filter(({ method }) => method === "getUpdates")).toEqual([]);
  }, 40_000);

  it("waits for telegram when that is away at the start", async () => {
    const api = await openBotApi(house);
    api.failNext("getMe", 2, { kind: "reset-before" });
    api.failNext("deleteWebhook", 1, { kind: "status", status: 500 });
    const { url } = await openRedis(house);
    const bot = await ready(startBot(house, { api, redisUrl: url }));
    expect(bot.log()).toContain("telegram does not answer yet");
  });

  it("ends with a clear line when the token is wrong", async () => {
    const api = await openBotApi(house);
    const { url } = await openRedis(house);
    const wrong = "123456789:some_other_token-abcdefghijkl";
    const bot = startBot(house, { api, redisUrl: url, env: { TELEGRAM_BOT_TOKEN: wrong } });
    expect(await bot.ended()).toBe(1);
    expect(bot.log()).toContain("TELEGRAM_BOT_TOKEN: Telegram does not accept this token");
    expect(bot.log()).not.toContain(wrong);
    expect(bot.log()).not.toContain("at ");
  });
});
