import { expect, it } from "vitest";
import { loadTranslators } from "../../../../src/i18n/translator.ts";
import { openEye, openRedis, vault } from "../../../queue/redis-fixture.ts";
import { testHouse, until } from "../../../runtime/owned.ts";
import { dicomFile, SECRETS } from "../../../vision/dicom/dicom-fixtures.ts";
import { startWorker } from "../../../workers/worker-process.ts";
import { openCloudApi, ready, startCloud, studyOf } from "./fixture.ts";

const house = testHouse();
const french = (await loadTranslators()).for("fr");
const secretsIn = (content: Buffer | string) => SECRETS.filter((secret) => content.includes(secret));

it("a DICOM file sent as a document on WhatsApp is stored without its patient and read like a photo", {
  timeout: 180_000,
}, async () => {
  const api = await openCloudApi(house);
  const { url } = await openRedis(house);
  const eye = openEye(house, url);
  const bot = await ready(api, startCloud(house, { api, redisUrl: url }));
  const marie = api.person("243810000001");
  const says = (text: string) =>
    until(() => api.seen(marie.chat).some((message) => message.text.includes(text)), 45_000);
  marie.text("Bonjour");
  await says("2. Français");
  marie.choose("Français");
  await says("Êtes-vous d’accord");
  marie.choose(french.t("button-agree"));
  await says(french.t("how-to-photograph").slice(0, 40));

  const [film, ct] = [marie.document(dicomFile("chest")), marie.document(dicomFile("ct"))];
  const keys = [film, ct].map((message) => `photo:${studyOf(marie.chat, message)}`);
  await until(async () => (await eye.exists(...keys)) === keys.length, 45_000);
  for (const key of keys) {
    expect(secretsIn(vault.openBytes((await eye.getBuffer(key))!, key))).toEqual([]);
  }
  const worker = startWorker(house, { REDIS_URL: url });
  const answers = (message: string, text: string) =>
    until(
      () => api.seen(marie.chat).some((seen) => seen.quotes === message && seen.text.includes(text)),
      90_000,
    );
  await answers(film, french.t("report-starter"));
  await answers(ct, french.t("refusal-not-an-x-ray"));
  expect(secretsIn(bot.log() + worker.stderr())).toEqual([]);
});
