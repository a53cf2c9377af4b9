import { expect, it } from "vitest";
import { loadTranslators } from "../../../../src/i18n/translator.ts";
import { openRedis } from "../../../queue/redis-fixture.ts";
import { testHouse, until } from "../../../runtime/owned.ts";
import { answerStudies } from "../../bot-fixture.ts";
import { openCloudApi, ready, startCloud } from "./fixture.ts";

const house = testHouse();
const ADMIN = "243810000009";
const french = (await loadTranslators()).for("fr");

it("tells an admin on WhatsApp how the house stands, in their language, and nobody else that there is such a command", async () => {
  const api = await openCloudApi(house);
  const { url: redisUrl } = await openRedis(house);
  await ready(api, startCloud(house, { api, redisUrl, env: { ADMINS: `4242,${ADMIN}` } }));
  await answerStudies(house, redisUrl);
  const onboard = async (chat: string) => {
    const person = api.person(chat);
    const sees = (text: string) =>
      until(() => api.seen(chat).some((message) => message.text.includes(text)), 30_000);
    person.text("Bonjour");
    await sees("2. Français");
    person.choose("Français");
    await sees("Êtes-vous d’accord");
    person.choose("D’accord");
    await sees(french.t("how-to-photograph"));
    return { person, sees };
  };
  const admin = await onboard(ADMIN);
  const other = await onboard("243810000001");
  const photo = other.person.photo(Buffer.from("film"));
  await until(
    () => api.seen("243810000001").some(({ quotes, picture }) => quotes === photo && picture !== undefined),
    30_000,
  );

  admin.person.text("/status");
  await admin.sees("whatsapp ✅");
  await admin.sees(french.t("admin-answered", { count: 1, week: 1 }));
  // No worker process shows itself here: its place is taken by the test.
  await admin.sees(french.t("alert-no-worker").split("\n")[0] ?? "");
  other.person.text("/status");
  await other.sees(french.t("unknown-command"));
  expect(api.seen("243810000001").filter(({ text }) => text.includes("whatsapp ✅"))).toEqual([]);
}, 90_000);
