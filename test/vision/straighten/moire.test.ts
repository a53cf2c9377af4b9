import { expect, test } from "vitest";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { disturb } from "../../../src/vision/disturb/disturb.ts";
import type { Level } from "../../../src/vision/disturb/level.ts";
import { phantomFilm } from "../../../src/vision/phantom/phantom.ts";
import { gradeQuality } from "../../../src/vision/quality.ts";
import { calmWaves } from "../../../src/vision/straighten/moire.ts";

const phantom = phantomFilm({ size: 512, seed: 4 });
const seen = async (kind: "screen" | "film-on-light-box" | "film-on-window", level: Level, seed: number) =>
  decodePhoto(await disturb(phantom, kind, level, seed));

test("a photographed screen is told by its coloured waves, a film at a window or on a light box has none", async () => {
  const screens = await Promise.all([1, 2, 3].map((seed) => seen("screen", 3, seed)));
  for (const { waves = 0 } of screens) expect(waves).toBeGreaterThan(6);
  const films = await Promise.all([seen("film-on-light-box", 3, 1), seen("film-on-window", 3, 2)]);
  for (const { waves = 0 } of films) expect(waves).toBeLessThan(2);
});

test("the reply says that a screen's stripes are seen, and that such a photo is less than good", () => {
  const film = { ...phantom, waves: 12 };
  expect(gradeQuality(film)).toMatchObject({ grade: "fair", notes: expect.arrayContaining(["stripes"]) });
  expect(gradeQuality({ ...phantom, waves: 20 }).grade).toBe("poor");
  expect(gradeQuality({ ...phantom, waves: 3 })).toEqual(gradeQuality(phantom));
});

test("waves are blurred away, the film beneath stays; a film without waves is not touched", () => {
  const { width, height, gray } = phantom;
  const wave = (at: number) => 20 * Math.sin(((at % width) + 0.4 * Math.floor(at / width)) * 1.6);
  const striped = {
    width,
    height,
    gray: gray.map((level, at) => Math.min(Math.max(level + wave(at), 0), 255)),
  };
  const away = (one: Uint8Array) =>
    one.reduce((sum, level, at) => sum + Math.abs(level - gray[at]!), 0) / one.length;
  expect(away(calmWaves(striped, 20).gray)).toBeLessThan(0.35 * away(striped.gray));
  expect(calmWaves(striped, 5)).toBe(striped);
  const flat = { width: 40, height: 30, gray: new Uint8Array(1200).fill(77) };
  expect(calmWaves(flat, 20).gray).toEqual(flat.gray);
});
