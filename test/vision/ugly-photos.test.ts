import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { PhotoRefused } from "../../src/core/refusal.ts";
import { loadModel, type Model } from "../../src/networks/load-model.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import { grayPng } from "../../src/vision/gray-png.ts";
import { createReader } from "../../src/vision/read-films.ts";
import { hospitalFilm, UGLY_PHOTOS } from "./ugly-photos.ts";

const FILMS = "../shared/data/nih/full-size";

/** Root mean square of the change of all findings' log odds: twice what a light box alone does. */
const ALIKE = 0.8;

let model: Model;
beforeAll(async () => {
  model = await loadModel(STARTER_MODEL_DIR, { threads: 1, provider: "cpu" });
});
afterAll(() => model.release());

async function answer(photo: Uint8Array) {
  try {
    const [{ reading } = { reading: undefined }] = await createReader(model).read([await decodePhoto(photo)]);
    if (!reading) throw new Error("no reading");
    return reading;
  } catch (error) {
    if (error instanceof PhotoRefused) return { outcome: "refused" as const, refusal: error.refusal };
    throw error;
  }
}

type Answer = Awaited<ReturnType<typeof answer>>;

function oddsOf(reading: Answer): Map<string, number> {
  if (reading.outcome === "refused") throw new Error(`refused: ${reading.refusal}`);
  return new Map(
    reading.findings.map(({ label, probability }) => [label, Math.log(probability / (1 - probability))]),
  );
}

/** Whether a photo's reading says much the same as that of the film which it shows. */
async function likeness(reading: Answer, film: string): Promise<number> {
  const [{ reading: clean } = { reading: undefined }] = await createReader(model).read([
    await decodePhoto(await grayPng(await hospitalFilm(film))),
  ]);
  const [seen, true_] = [oddsOf(reading), oddsOf(clean!)];
  const squares = [...true_].map(([label, odds]) => (seen.get(label)! - odds) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

test.skipIf(!existsSync(FILMS)).each(UGLY_PHOTOS.map((photo) => [photo.name, photo] as const))(
  "%s is read as the film itself is or called poor for what is wrong with it, or refused for a reason one would give too (needs ../shared)",
  async (_, { compose, film, refusals, poor }) => {
    const reading = await answer(await compose());
    if (reading.outcome === "refused") {
      expect(refusals).toContain(reading.refusal);
      return;
    }
    // What must be refused names no film that could be read.
    expect(film, "read, though nothing in it can be").toBeDefined();
    const away = await likeness(reading, film ?? "");
    if (away < ALIKE) return;
    // Read otherwise, and the reply says that the photo is poor and why.
    expect(reading.quality.grade, `${away.toFixed(2)} away from the film`).toBe("poor");
    expect(reading.quality.notes).toEqual(expect.arrayContaining([...(poor ?? ["none is expected"])]));
  },
);
