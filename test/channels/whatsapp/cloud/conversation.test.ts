import { describeConversation } from "../../../contract/conversation.ts";
import { openRedis } from "../../../queue/redis-fixture.ts";
import { until } from "../../../runtime/owned.ts";
import { splitNumbers } from "../numbered-lines.ts";
import { openCloudApi, ready, startCloud } from "./fixture.ts";

const CHAT = "243810000001";

describeConversation("WhatsApp's Cloud API", async (house) => {
  const api = await openCloudApi(house);
  const { url } = await openRedis(house);
  await ready(api, startCloud(house, { api, redisUrl: url }));
  const person = api.person(CHAT);
  const act = async (work: () => unknown) => {
    const id = work();
    await until(() => api.undelivered() === 0);
    return String(id);
  };

  return {
    channel: "whatsapp",
    redisUrl: url,
    person: CHAT,
    keepsReceipts: true,
    say: async (text) => void (await act(() => person.text(text))),
    choose: async (label) => void (await act(() => person.choose(label))),
    send: (photo) => act(() => person.photo(Buffer.from(photo))),
    repeat: async () => void (await act(() => api.repeat())),
    seen: () =>
      api.seen(CHAT).map(({ text, quotes, picture, choices }) => ({
        // Whole: some texts hold numbered lines of their own.
        text,
        replyTo: quotes,
        picture: picture !== undefined,
        choices: [
          ...choices.map(({ title }) => title),
          ...splitNumbers(text).choices.map(({ label }) => label),
        ],
      })),
  };
});
