import { join } from "node:path";
import { describeConversation } from "../../contract/conversation.ts";
import { startFakeWhatsapp } from "../../fakes/whatsapp/server.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { logs, startWhatsapp, writeBrowser } from "./fixture.ts";
import { splitNumbers } from "./numbered-lines.ts";

const CHAT = "245900000000001@lid";

describeConversation("WhatsApp in a browser", async (house) => {
  const whatsapp = house.own("whatsapp's page", await startFakeWhatsapp(), (it) => it.close());
  const { url } = await openRedis(house);
  const dir = await house.folder();
  const env = {
    REDIS_URL: url,
    WHATSAPP_SESSION_DIR: join(dir, "session-dir"),
    CHROMIUM_PATH: await writeBrowser(dir, whatsapp),
  };
  const bot = house.own("whatsapp", startWhatsapp(env), async (it) => void (await it.stop()));
  await logs(bot, '"state":"link-wanted"');
  await whatsapp.command("scan");
  await logs(bot, "whatsapp channel ready");
  const person = whatsapp.person(CHAT);

  return {
    channel: "whatsapp",
    redisUrl: url,
    person: CHAT,
    say: async (text) => void person.text(text),
    async choose(label) {
      const offers = whatsapp.seen(CHAT).flatMap(({ text }) => splitNumbers(text).choices);
      const choice = offers.findLast((it) => it.label === label);
      if (!choice) throw new Error(`nothing offers '${label}'`);
      person.text(choice.number);
    },
    send: async (photo) => person.photo(photo),
    repeat: () => whatsapp.repeat(),
    seen: () =>
      whatsapp.seen(CHAT).map(({ text, quotes, picture }) => ({
        // Whole: some texts hold numbered lines of their own.
        text,
        replyTo: quotes,
        picture: picture !== undefined,
        choices: splitNumbers(text).choices.map(({ label }) => label),
      })),
  };
});
