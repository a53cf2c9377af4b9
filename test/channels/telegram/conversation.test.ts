import { describeConversation } from "../../contract/conversation.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { until } from "../../runtime/owned.ts";
import { openBotApi, ready, startBot } from "../bot-fixture.ts";

const CHAT = 7;

describeConversation("Telegram", async (house) => {
  const api = await openBotApi(house);
  const { url } = await openRedis(house);
  await ready(startBot(house, { api, redisUrl: url }));
  const person = api.person(CHAT, "en");
  const taken = () => until(() => api.unconfirmed() === 0);
  const act = async (work: () => void) => {
    work();
    await taken();
  };

  return {
    channel: "telegram",
    redisUrl: url,
    person: String(CHAT),
    say: (text) => act(() => person.text(text)),
    choose: (label) => act(() => person.press(label)),
    async send(photo) {
      const id = person.photo(Buffer.from(photo));
      await taken();
      return String(id);
    },
    repeat: () =>
      act(() => {
        // Under a new number, as after a restart: one that was confirmed is not asked for again.
        const { update_id: _, ...content } = api.latest() ?? { update_id: 0 };
        api.push(content);
      }),
    seen: () =>
      api.messages
        .filter(({ chat, from, deleted }) => chat === CHAT && from === "bot" && !deleted)
        .map(({ text, photo, replyTo, buttons }) => ({
          text: text ?? "",
          replyTo: replyTo === undefined ? undefined : String(replyTo),
          picture: photo !== undefined,
          choices: buttons.flat().map((button) => button.text),
        })),
  };
});
