import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { loadTranslators } from "../../../src/i18n/translator.ts";
import { openEye, openRedis, vault } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { dicomFile, SECRETS } from "../../vision/dicom/dicom-fixtures.ts";
import { startWorker } from "../../workers/worker-process.ts";
import { onboard, openBotApi, ready, startBot, studyOf } from "../bot-fixture.ts";

const CHAT = 7;
const house = testHouse();
const { t } = (await loadTranslators()).for("en");
const secretsIn = (content: Buffer | string) => SECRETS.filter((secret) => content.includes(secret));

describe("a DICOM file sent as a document on Telegram", { timeout: 120_000 }, () => {
  it("is stored without its patient and read like a photo; a lateral one and a CT are refused by name", async () => {
    const api = await openBotApi(house);
    const { url } = await openRedis(house);
    const eye = openEye(house, url);
    const bot = await ready(startBot(house, { api, redisUrl: url }));
    const person = await onboard(api, CHAT);
    const files = ["chest", "lateral", "ct"].map(dicomFile);
    const sent = files.map((file) => person.document(file, "Roentgen^Wilhelm.dcm"));
    const keys = sent.map((message) => `photo:${studyOf(api, CHAT, message)}`);
    await until(async () => (await eye.exists(...keys)) === keys.length, 30_000);
    for (const [place, key] of keys.entries()) {
      expect(secretsIn(files[place]!)).toEqual([...SECRETS]);
      expect(secretsIn(vault.openBytes((await eye.getBuffer(key))!, key))).toEqual([]);
    }

    const worker = startWorker(house, { REDIS_URL: url });
    const answers = (message?: number) =>
      api.messages.filter(({ from, deleted, replyTo }) => from === "bot" && !deleted && replyTo === message);
    const says = (message: number | undefined, text: string) =>
      until(() => answers(message).some((answer) => answer.text?.includes(text)), 60_000);
    // Stands above readings alone, never above a refusal.
    await says(sent[0], t("report-starter"));
    await says(sent[1], t("refusal-not-frontal"));
    await says(sent[2], t("refusal-not-an-x-ray"));

    await until(async () => (await eye.exists(...keys)) === 0);
    expect(secretsIn(bot.log() + worker.stderr())).toEqual([]);
    // Jobs, replies and cases alike.
    for (const key of await eye.keys("*")) {
      if ((await eye.type(key)) === "hash")
        expect(secretsIn(JSON.stringify(await eye.hgetall(key)))).toEqual([]);
    }
  });
});

describe("roentgram analyze on a DICOM file", { timeout: 120_000 }, () => {
  it("reads a film and refuses others by name, and prints nothing of the patient", async () => {
    const dir = await house.folder();
    const names = ["chest", "lateral", "ct", "palette"];
    const paths = names.map((name) => join(dir, `${name}.dcm`));
    for (const [place, path] of paths.entries()) await writeFile(path, dicomFile(names[place]!));
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ["dist/src/cli/main.js", "analyze", "--json", "--out", join(dir, "out"), ...paths],
      { env: { PATH: process.env["PATH"], HOME: process.env["HOME"] } },
    );
    const results = JSON.parse(stdout) as { outcome: string; refusal?: string; findings?: unknown[] }[];
    // A phantom's: whether the network is sure of it is not asked here.
    expect(results.map(({ outcome, refusal }) => refusal ?? outcome)).toEqual([
      expect.stringMatching(/^(findings|unsure)$/),
      "not-frontal",
      "not-an-x-ray",
      "unsupported-format",
    ]);
    expect(results[0]!.findings).toHaveLength(14);
    expect(secretsIn(stdout + stderr)).toEqual([]);
  });
});
