import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import type { Reading } from "../../src/core/reading.ts";
import { cutFilm, flawedFilm } from "../../src/learning/screen/flawed-film.ts";
import { loadModel, type Model } from "../../src/networks/load-model.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import type { Film } from "../../src/vision/film.ts";
import { reencode } from "../../src/vision/phantom/light-box.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import { createReader } from "../../src/vision/read-films.ts";
import { CUT_SIDES } from "../../src/vision/screen.ts";

/** Milliseconds: pictures are read one after the other, on machines of two busy cores. */
const PATIENCE = 120_000;
const FULL_SIZE = new URL("../../../shared/data/nih/full-size/", import.meta.url).pathname;
const LATERAL = new URL("../../../shared/data/other/lateral/", import.meta.url).pathname;

let model: Model;
let films: Film[];
beforeAll(async () => {
  model = await loadModel(STARTER_MODEL_DIR, { threads: 1, provider: "cpu" });
  // Real films where they are; drawn ones else.
  films = existsSync(FULL_SIZE)
    ? await Promise.all(
        readdirSync(FULL_SIZE)
          .filter((_, place) => place % 4 === 0)
          .map((name) => decodePhoto(readFileSync(`${FULL_SIZE}/${name}`))),
      )
    : [21, 22, 23, 24].map((seed) => phantomFilm({ size: 400, seed }));
}, PATIENCE);
afterAll(() => model.release());

const outcome = (reading: Reading) => (reading.outcome === "refused" ? reading.refusal : "read");

/** What comes of pictures sent as a messenger sends them: JPEGs, decoded anew. */
async function sent(pictures: readonly Film[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (let start = 0; start < pictures.length; start += 4) {
    const photos = await Promise.all(
      pictures
        .slice(start, start + 4)
        .map(async (film) => decodePhoto(await reencode(film, { quality: 85 }))),
    );
    readings.push(...(await createReader(model).read(photos)).map(({ reading }) => reading));
  }
  return readings;
}

test(
  "whole films that nothing is wrong with are read",
  async () => {
    expect((await sent(films)).map(outcome)).toEqual(films.map(() => "read"));
  },
  PATIENCE,
);

test.each(["glare", "too-bright", "too-dark"] as const)(
  "films photographed badly are refused as %s, before the network runs",
  async (flaw) => {
    const photos = await Promise.all(films.slice(0, 4).map((film, seed) => flawedFilm(film, flaw, seed)));
    expect((await sent(photos)).map(outcome)).toEqual(photos.map(() => flaw));
    const [first] = await createReader(model).read(photos.slice(0, 1));
    expect(first?.milliseconds.network).toBe(0);
  },
  PATIENCE,
);

test(
  "of blurred films half or more are refused as such, and none is read as of good quality",
  async () => {
    const photos = await Promise.all(
      films.slice(0, 4).map((film, seed) => flawedFilm(film, "blurred", seed)),
    );
    const readings = await sent(photos);
    expect(readings.filter((reading) => outcome(reading) === "blurred").length).toBeGreaterThanOrEqual(2);
    const grades = readings.map((reading) =>
      reading.outcome === "refused" ? "refused" : reading.quality.grade,
    );
    expect(grades).not.toContain("good");
  },
  PATIENCE,
);

test.skipIf(!existsSync(FULL_SIZE))(
  "of films of which two fifths are cut off four in ten at least are refused as cropped, and most others told of it (needs ../shared)",
  async () => {
    const cut = films.flatMap((film) => CUT_SIDES.map((side) => cutFilm(film, side, 0.4)));
    const readings = await sent(cut);
    const told = readings.filter(
      (reading) => reading.outcome === "refused" || reading.quality.notes.includes("cropped-maybe"),
    );
    expect(readings.filter((reading) => outcome(reading) === "cropped").length).toBeGreaterThanOrEqual(
      0.4 * cut.length,
    );
    expect(told.length).toBeGreaterThan(0.75 * cut.length);
  },
  PATIENCE,
);

test.skipIf(!existsSync(LATERAL))(
  "of side views that were not fitted on at most one in ten is read, and most are told that they are such (needs ../shared)",
  async () => {
    const photos = await Promise.all(
      readdirSync(LATERAL)
        .toSorted()
        .filter((_, place) => place % 2 === 1)
        .map((name) => decodePhoto(readFileSync(`${LATERAL}/${name}`))),
    );
    const outcomes = (await sent(photos)).map(outcome);
    expect(outcomes.filter((one) => one === "read").length).toBeLessThanOrEqual(outcomes.length / 10);
    expect(outcomes.filter((one) => one === "not-frontal").length).toBeGreaterThan(outcomes.length / 2);
  },
  PATIENCE,
);

test(
  "a model from before side views and framing were judged is still read, and lets both pass",
  async () => {
    const { view: _, framing: __, ...screen } = model.manifest.screen as Record<string, unknown>;
    const older: Model = { ...model, manifest: { ...model.manifest, screen } };
    const cut = cutFilm(films[0]!, "left", 0.4);
    const [read] = await createReader(older).read([cut]);
    expect(["read", "not-a-chest-xray"]).toContain(outcome(read!.reading));
    expect(outcome((await createReader(older).read(films.slice(0, 1)))[0]!.reading)).toBe("read");
  },
  PATIENCE,
);
