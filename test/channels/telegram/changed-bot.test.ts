import { expect, it } from "vitest";
import { openRedis } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { answerStudies, onboard, openBotApi, ready, startBot } from "../bot-fixture.ts";

const house = testHouse();

it("another bot on the same data answers its own photos, although chats and message numbers are those of the first", async () => {
  const { url } = await openRedis(house);
  await answerStudies(house, url);
  const tokens = [
    "111111111:the_first_bots_token-abcdefghijklm",
    "222222222:the_second_bots_token-abcdefghijkl",
  ];
  const sent: number[] = [];
  for (const token of tokens) {
    const api = await openBotApi(house, { token });
    const bot = await ready(startBot(house, { api, redisUrl: url }));
    const person = await onboard(api, 7);
    const photo = person.photo(Buffer.from(`film of ${token}`));
    sent.push(photo);
    const replies = () => api.messages.filter(({ from, replyTo }) => from === "bot" && replyTo === photo);
    await until(() => replies().some((message) => message.photo));
    await until(() => replies().some(({ text }) => text?.includes("Pleural effusion")));
    expect(await bot.stop()).toBe(0);
  }
  expect(sent[1]).toBe(sent[0]);
});
