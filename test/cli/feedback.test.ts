import { execFile } from "node:child_process";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { LABELS } from "../../src/core/label.ts";
import { locateFilms } from "../../src/learning/film-files.ts";
import { readLabels, requirePatientWise } from "../../src/learning/labels.ts";
import type { CaseRecord } from "../../src/queue/case-record.ts";
import { createFeedbackStore } from "../../src/queue/feedback-store.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import { KEY, openEye, openRedis, vault } from "../queue/redis-fixture.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();
const DAY_MS = 86_400_000;
const AMINA = vault.pseudonym("telegram", 7);
const BOAZ = vault.pseudonym("whatsapp", 8);
const MODEL_SHA = "ab".repeat(32);

function run(url: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env["PATH"], REDIS_URL: url, PHOTO_KEY: KEY.toString("base64") };
  return new Promise((resolve) => {
    execFile(process.execPath, ["dist/src/cli/main.js", ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

/** A film as a phone sends it: sideways, with where and by whom it was taken. */
async function phonePhoto(): Promise<Buffer> {
  const pixels = Buffer.alloc(400 * 300 * 3, 90);
  return sharp(pixels, { raw: { width: 400, height: 300, channels: 3 } })
    .withExif({ IFD0: { Artist: "Secretname", Make: "Secretphone" }, IFD3: { GPSLatitude: "1/1 2/1 3/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

async function open() {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const clock = { now: Date.UTC(2026, 10, 20, 12) };
  const store = createFeedbackStore({ redis, vault, now: () => clock.now });
  let messages = 0;
  async function openCase(
    person: string,
    channel: "telegram" | "whatsapp",
    photo?: Uint8Array,
    unsure = false,
  ) {
    messages += 1;
    clock.now += 1_000;
    const record: CaseRecord = {
      v: 1,
      study: vault.studyId(channel, 7, messages),
      channel,
      person,
      day: "2026-11-19",
      findings: LABELS.map((label) => ({ label, band: label === "Mass" ? "likely" : "unlikely" })),
      ...(unsure ? { unsure } : {}),
      grade: "good",
      model: { name: "densenet", version: "2", sha256: MODEL_SHA },
    };
    await store.openCase(record);
    if (photo) await store.keepPhoto(record.study, photo);
    return record.study;
  }
  return { url, store, clock, openCase, out: join(await house.folder(), "export") };
}

describe("feedback export", () => {
  it("writes given photos with confirmed findings as train, calibrate and evaluate read labelled films", async () => {
    const { url, store, openCase, out } = await open();
    const photo = await phonePhoto();
    const both = await openCase(AMINA, "telegram", photo);
    await store.give(both, AMINA, { kind: "confirmed", labels: ["Mass", "Pleural_Thickening"] });
    const none = await openCase(BOAZ, "whatsapp", photo);
    await store.give(none, BOAZ, { kind: "confirmed", labels: [] });
    const agreed = await openCase(AMINA, "telegram", photo);
    await store.give(agreed, AMINA, { kind: "agree" });
    const { code, stdout } = await run(url, "feedback", "export", "--out", out, "--json");
    expect([code, JSON.parse(stdout)]).toEqual([0, { out, answers: 3, films: 2, unreadable: [] }]);

    const rows = await readLabels(join(out, "labels.csv"));
    expect(rows.map(({ findings }) => [...findings])).toEqual([["Mass", "Pleural_Thickening"], []]);
    expect(() => requirePatientWise("labels.csv", rows)).not.toThrow();
    for (const { split, source } of rows) {
      expect(["train", "val", "test"]).toContain(split);
      expect(source).toMatch(/^feedback (telegram|whatsapp)$/);
    }
    const films = await locateFilms(
      join(out, "images"),
      rows.map(({ image }) => image),
    );
    expect(await readdir(join(out, "images"))).toHaveLength(2);
    for (const film of films) {
      expect(await decodePhoto(await readFile(film))).toMatchObject({ width: 300, height: 400 });
      const { exif, icc, xmp, iptc, orientation } = await sharp(film).metadata();
      expect([exif, icc, xmp, iptc, orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect((await readFile(film)).includes("Secret")).toBe(false);
      expect((await stat(film)).mode & 0o077).toBe(0);
    }
    const header = (await readFile(join(out, "labels.csv"), "utf8")).split("\n")[0];
    expect(header).toBe(
      "Image Index,Finding Labels,Patient ID,Patient Age,Patient Gender,View Position,split,source",
    );
  }, 30_000);

  it("says 'not sure' of a case of which nothing was told, in place of what the network would have said", async () => {
    const { url, store, openCase, out } = await open();
    const study = await openCase(BOAZ, "whatsapp", undefined, true);
    await store.give(study, BOAZ, { kind: "confirmed", labels: ["Mass"] });
    expect((await run(url, "feedback", "export", "--out", out)).code).toBe(0);
    const [header = "", line = ""] = (await readFile(join(out, "feedback.csv"), "utf8")).split("\n");
    const cell = (name: string) => line.split(",")[header.split(",").indexOf(name)];
    expect([cell("predicted"), cell("confirmed")]).toEqual(["not sure", "Mass"]);
  });

  it("writes every answer with what was predicted, by which model, and no id that leads to a person", async () => {
    const { url, store, openCase, out } = await open();
    for (const verdict of ["agree", "disagree"] as const) {
      await store.give(await openCase(AMINA, "telegram"), AMINA, { kind: verdict });
    }
    await store.give(await openCase(AMINA, "telegram"), AMINA, { kind: "confirmed", labels: ["Hernia"] });
    expect((await run(url, "feedback", "export", "--out", out)).stdout).toContain("3 answers");
    const [header, ...lines] = (await readFile(join(out, "feedback.csv"), "utf8")).trim().split("\n");
    const names = header?.split(",") ?? [];
    const rows = lines.map((line) =>
      Object.fromEntries(line.split(",").map((cell, place) => [names[place], cell])),
    );
    expect(rows.map(({ verdict, confirmed, image }) => [verdict, confirmed, image])).toEqual([
      ["agree", "", ""],
      ["disagree", "", ""],
      ["confirmed", "Hernia", ""],
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({ "model sha256": MODEL_SHA, day: "2026-11-19", "photo quality": "good" });
      expect(row["predicted"]).toContain("Mass:likely|Nodule:unlikely");
      expect(row["case"]).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
    }
    expect(new Set(rows.map(({ sender }) => sender)).size).toBe(1);
    expect(lines.join("\n")).not.toContain(AMINA);
    expect((await readFile(join(out, "labels.csv"), "utf8")).trim().split("\n")).toHaveLength(1);
  }, 30_000);

  it("takes only answers since a day, and names photos that cannot be decoded", async () => {
    const { url, store, clock, openCase, out } = await open();
    await store.give(await openCase(AMINA, "telegram"), AMINA, { kind: "agree" });
    clock.now += 2 * DAY_MS;
    const study = await openCase(AMINA, "telegram", Buffer.from("no picture"));
    await store.give(study, AMINA, { kind: "confirmed", labels: ["Mass"] });
    const { stdout, stderr } = await run(
      url,
      "feedback",
      "export",
      "--out",
      out,
      "--since",
      "2026-11-21",
      "--json",
    );
    expect(JSON.parse(stdout)).toMatchObject({
      answers: 1,
      films: 0,
      unreadable: [expect.stringMatching(/-/)],
    });
    expect(stderr).toContain("1 given photos could not be decoded");
  }, 30_000);

  it.each([
    [[], "say where to"],
    [["--out", "x", "--since", "yesterday"], "is no day"],
    [["--out", "x", "--since", "2026-02-31"], "is no day"],
    [["--out", "FULL"], "is not empty"],
  ])("says what is wrong with %j", async (args, message) => {
    const { url } = await open();
    const full = await house.folder();
    await writeFile(join(full, "labels.csv"), "");
    const given = args.map((arg) => (arg === "FULL" ? full : arg));
    const { code, stderr } = await run(url, "feedback", "export", ...given);
    expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toContain(message);
  });
});
