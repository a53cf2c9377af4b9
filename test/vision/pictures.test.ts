import { expect, test } from "vitest";
import { judge } from "../../src/core/finding.ts";
import type { FindingsReading } from "../../src/core/reading.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import { drawPictures } from "../../src/vision/pictures.ts";

const FILM = phantomFilm({ size: 256, seed: 3 });
const MAP = { width: 7, height: 7, values: Float32Array.from({ length: 49 }, (_, place) => place / 49) };
const TEXTS = {
  filmTitle: "Film",
  footer: "small print",
  direction: "ltr",
  language: "en",
  titleOf: String,
} as const;
const LABELS = ["Edema", "Mass", "Nodule", "Hernia"] as const;

function read(probability: number) {
  const findings = LABELS.map((label) => judge(label, probability, 0.5, "strong"));
  const reading: FindingsReading = {
    outcome: "findings",
    quality: { grade: "good", notes: [] },
    findings,
    notAssessed: [],
    model: { name: "test", version: "1", sha256: "0", starter: false },
  };
  return [reading, new Map(LABELS.map((label) => [label, MAP]))] as const;
}

test("findings above their threshold go on one sheet, the first three of them", async () => {
  const [reading, maps] = read(0.9);
  const pictures = await drawPictures(FILM, reading, maps, TEXTS);
  expect(pictures.map(({ kind, labels }) => ({ kind, labels }))).toEqual([
    { kind: "sheet", labels: ["Edema", "Mass", "Nodule"] },
  ]);
});

test("with none above it, the sheet shows the best-ranked map alone", async () => {
  const [reading, maps] = read(0.1);
  const pictures = await drawPictures(FILM, reading, maps, TEXTS);
  expect(pictures.map(({ kind, labels }) => ({ kind, labels }))).toEqual([
    { kind: "sheet", labels: ["Edema"] },
  ]);
});

test("low data gets one overlay, lighter than the sheet", async () => {
  const [reading, maps] = read(0.9);
  const [sheet] = await drawPictures(FILM, reading, maps, TEXTS);
  const [overlay, ...more] = await drawPictures(FILM, reading, maps, TEXTS, { lowData: true });
  expect(more).toEqual([]);
  expect(overlay).toMatchObject({ kind: "overlay", labels: ["Edema"] });
  expect(overlay!.jpeg.byteLength).toBeLessThan(sheet!.jpeg.byteLength);
});
