import { expect, it } from "vitest";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import { openEye, openRedis, vault } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { dicomFile, SECRETS } from "../../vision/dicom/dicom-fixtures.ts";
import { startWorker } from "../../workers/worker-process.ts";
import { person, startWeb } from "./web-fixture.ts";

const house = testHouse();
const secretsIn = (content: Buffer | string) => SECRETS.filter((secret) => content.includes(secret));
const bytes = (name: string) => new Uint8Array(dicomFile(name));

it("a DICOM file on the page (held first) or through the API is stored without its patient and read like a photo", {
  timeout: 180_000,
}, async () => {
  const { url } = await openRedis(house);
  const web = await startWeb(house, url);
  const eye = openEye(house, url);
  const stored = async (count: number) => {
    await until(async () => (await eye.keys("photo:*")).length === count, 30_000);
    return Promise.all(
      (await eye.keys("photo:*")).map(async (key) => vault.openBytes((await eye.getBuffer(key))!, key)),
    );
  };
  const visitor = person(web.root);
  await visitor.get("/");
  await visitor.press("start:en");
  const { path } = await visitor.send(bytes("chest"));
  for (const photo of await stored(1)) expect(secretsIn(photo)).toEqual([]);
  await visitor.press(`agree:${TERMS_VERSION}`);
  const called = fetch(`${web.root}/api/classify?terms=${TERMS_VERSION}`, {
    method: "POST",
    headers: { "content-type": "application/dicom", prefer: "wait=0" },
    body: bytes("lateral"),
  });
  for (const photo of await stored(2)) expect(secretsIn(photo)).toEqual([]);

  const worker = startWorker(house, { REDIS_URL: url });
  let page = await visitor.get(path);
  await until(async () => {
    page = await visitor.get(path);
    return page.text.includes("Trial model");
  }, 90_000);
  const { link } = (await (await called).json()) as { link: string };
  let answer = "";
  await until(async () => {
    answer = (await visitor.get(link)).text;
    return answer.includes('"outcome"');
  }, 60_000);
  expect(JSON.parse(answer)).toMatchObject({ outcome: "refused", refusal: "not-frontal" });
  expect(secretsIn(page.text + answer + web.log() + worker.stderr())).toEqual([]);
});
