import { describe, expect, it } from "vitest";
import { caseCodeOf } from "../../../src/core/case-code.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { answerStudies, onboard, openBotApi, ready, startBot, studyOf } from "../bot-fixture.ts";

const house = testHouse();
const CHAT = 41;
const CHILD = "CHILD: the program has learnt from adults.";
const QUESTION = "How old is the patient?";

async function open() {
  const api = await openBotApi(house);
  const { url } = await openRedis(house);
  const start = () => ready(startBot(house, { api, redisUrl: url }));
  const bot = await start();
  const person = await onboard(api, CHAT);
  const seen = (chat = CHAT) =>
    api.messages.filter((one) => one.chat === chat && one.from === "bot" && !one.deleted);
  const asking = () => seen().filter(({ text }) => text?.includes(QUESTION));
  const replies = (photo: number) => seen().filter(({ replyTo, text }) => replyTo === photo && text);
  return { api, url, start, bot, person, seen, asking, replies };
}

describe("the question how old the patient is, on Telegram,", { timeout: 60_000 }, () => {
  it("survives the end of the bot's process between question, answer and reply, and goes with the receipt", async () => {
    const { url, start, bot, person, asking, replies } = await open();
    const photo = person.photo(Buffer.from("film"));
    await until(() => asking().length === 1, 15_000);
    await bot.kill();
    person.press("Under 5 years");
    const second = await start();
    await until(() => asking()[0]?.buttons.flat()[0]?.text === "✅ Under 5 years", 15_000);
    await second.kill();
    await start();
    await answerStudies(house, url);
    await until(() => replies(photo).some(({ text }) => text?.includes(CHILD)), 20_000);
    await until(() => asking().length === 0);
    const [reply] = replies(photo);
    expect(reply?.text?.indexOf(CHILD)).toBe(3);
    expect(reply?.buttons.flat().map(({ text }) => text)).not.toContain("Under 5 years");
  });

  it("is one for an album, whose photos all get its answer, as it was changed last", async () => {
    const { url, person, seen, asking, replies } = await open();
    const photos = person.album([Buffer.from("one"), Buffer.from("two"), Buffer.from("three")]);
    await until(() => asking().length === 1, 15_000);
    person.press("Under 5 years");
    await until(() => asking()[0]?.buttons.flat()[0]?.text === "✅ Under 5 years");
    person.press("Adult");
    await until(() => asking()[0]?.buttons.flat()[2]?.text === "✅ Adult");
    person.press("5–14 years");
    await until(() => asking()[0]?.buttons.flat()[1]?.text === "✅ 5–14 years");
    await answerStudies(house, url);
    await until(
      () => photos.every((photo) => replies(photo).some(({ text }) => text?.includes(CHILD))),
      20_000,
    );
    // One receipt, and it is gone: nothing was said beside the answers.
    await until(() => asking().length === 0);
    for (const photo of photos) expect(replies(photo)).toHaveLength(1);
    // They came together and nobody marked them as one patient's: three readings, and no joint one.
    expect(seen().filter(({ text }) => text?.includes("Joint answer"))).toEqual([]);
  });

  it("answered for one photo of an album that is out warns of all of it in one message", async () => {
    const { api, url, person, seen, replies } = await open();
    const photos = person.album([Buffer.from("one"), Buffer.from("two")]);
    await answerStudies(house, url);
    await until(() => photos.every((photo) => replies(photo).length === 1), 20_000);
    person.press("5–14 years");
    await until(() => seen().some(({ text }) => text?.includes("For a child of this age")), 15_000);
    const warnings = seen().filter(({ text }) => text?.includes("For a child of this age"));
    expect(warnings).toHaveLength(1);
    for (const photo of photos) expect(warnings[0]?.text).toContain(caseCodeOf(studyOf(api, CHAT, photo)));
  });

  it("tells whoever presses another chat's button, or that of a photo long gone, in words", async () => {
    const { api, url, person, seen, replies } = await open();
    await answerStudies(house, url);
    const photo = person.photo(Buffer.from("film"));
    await until(() => replies(photo).length === 1, 20_000);
    const other = await onboard(api, 42);
    const [update] = api.messages.filter((one) => one.replyTo === photo);
    const stolen = update?.buttons.flat().find(({ text }) => text === "Under 5 years");
    if (!stolen) throw new Error("the reply offers no age");
    const on = seen(42).at(-1);
    api.push({
      callback_query: {
        id: "stolen",
        chat_instance: "1",
        from: { id: other.chat, is_bot: false, first_name: "Other" },
        data: stolen.callback_data,
        message: { message_id: on?.id, date: 1, chat: { id: other.chat, type: "private" }, text: "" },
      },
    });
    await until(() => seen(42).some(({ text }) => text?.includes("The age can no longer be given")), 15_000);
    expect(seen().filter(({ text }) => text?.includes("For a child"))).toEqual([]);
    expect(seen(42).at(-1)?.text).toContain("younger than 15 years");
  });
});
