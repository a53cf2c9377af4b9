import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { PACKAGE_ROOT } from "../../../src/config/paths.ts";
import { BUDGETS } from "../../../src/core/budgets.ts";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { drawOverlay } from "../../../src/vision/draw/overlay.ts";
import { drawPanels } from "../../../src/vision/draw/panels.ts";
import { drawSheet } from "../../../src/vision/draw/sheet.ts";
import type { Film } from "../../../src/vision/film.ts";
import { filmOf, lungsFilm, noiseFilm, peakAt } from "./films.ts";

const english = {
  filmTitle: "Your film",
  footer:
    "Trial model, not for patients.\nColours show where the program looked.\nCase K7Q-2MXA · a model 1.0",
  direction: "ltr",
  language: "en",
} as const;
const arabic = {
  filmTitle: "صورتك",
  footer: "الألوان تبيّن أين نظر البرنامج، لا أين المرض.",
  direction: "rtl",
  language: "ar",
} as const;
const shown = {
  label: "Pleural_Thickening",
  map: peakAt(4, 4),
  title: "Pleural thickening: possible (weak evidence)",
} as const;
const flat = { ...shown, map: { width: 7, height: 7, values: new Float32Array(49) } };
const full = { detail: 1, width: 600 };

async function expectWithin(film: Film) {
  for (const count of [1, 2, 3]) {
    const sheet = await drawSheet(
      film,
      Array.from({ length: count }, () => shown),
      english,
    );
    expect(sheet.byteLength).toBeLessThanOrEqual(BUDGETS.sheetBytes);
    const { format, width, height } = await sharp(sheet).metadata();
    expect(format).toBe("jpeg");
    // Telegram takes no picture longer than twenty times its width; lettering is read from 450 pixels on.
    expect(width).toBeGreaterThanOrEqual(450);
    expect(Math.max(width, height) / Math.min(width, height)).toBeLessThan(6);
  }
  const overlay = await drawOverlay(film, shown, english);
  expect(overlay.byteLength).toBeLessThanOrEqual(BUDGETS.overlayBytes);
  expect((await sharp(overlay).metadata()).width).toBeGreaterThanOrEqual(450);
}

describe("pictures keep their budget, whatever the film:", () => {
  test.each([
    ["lungs", lungsFilm()],
    ["one grey", filmOf(300, 300, () => 128)],
    ["pure noise, large", noiseFilm(2048, 2048)],
    ["pure noise at the picture's own size", noiseFilm(388, 388)],
    ["noise, tall", noiseFilm(250, 2000)],
    ["noise, wide", noiseFilm(2000, 250)],
    ["black and white by turns", filmOf(800, 800, (x, y) => ((x + y) % 2) * 255)],
  ])("%s", async (_, film) => expectWithin(film), 60_000);

  const folders = ["data/nih/full-size", "data/other/film-photos"].map((folder) =>
    join(PACKAGE_ROOT, "../shared", folder),
  );
  const files = folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((_, place) => place % 4 === 0)
      .map((file) => join(folder, file)),
  );
  test.skipIf(files.length === 0)(
    `real films and photos of films (${files.length} in ../shared/data)`,
    async () => {
      for (const file of files) await expectWithin(await decodePhoto(readFileSync(file)));
    },
    120_000,
  );
});

test("the same film gives the same bytes", async () => {
  const film = lungsFilm();
  expect(await drawSheet(film, [shown, shown], english)).toEqual(
    await drawSheet(film, [shown, shown], english),
  );
});

test("a sheet shows one to three maps", async () => {
  await expect(drawSheet(lungsFilm(), [], english)).rejects.toThrow(RangeError);
  await expect(drawSheet(lungsFilm(), [shown, shown, shown, shown], english)).rejects.toThrow(RangeError);
});

/** Mean difference between two canvases of the same size, in grey levels of 255. */
function meanChange(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  let sum = 0;
  for (let at = 0; at < a.length; at += 3) {
    const brightness = (rgb: Uint8Array) => 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!;
    sum += Math.abs(brightness(a) - brightness(b));
  }
  return sum / (a.length / 3);
}

test("a map changes the film's brightness by less than 3 levels in 255 on average", async () => {
  const panel = { title: "x", map: peakAt(3, 3) };
  const film = lungsFilm();
  const bare = await drawPanels(film, [{ title: "x" }], english, full);
  const marked = await drawPanels(film, [panel], english, full);
  const change = meanChange(bare.rgb, marked.rgb);
  expect(change).toBeGreaterThan(0.1);
  expect(change).toBeLessThan(3);
});

test("a flat map draws neither line nor tint", async () => {
  const film = lungsFilm();
  const bare = await drawPanels(film, [{ title: "x" }], english, full);
  const marked = await drawPanels(film, [{ title: "x", map: flat.map }], english, full);
  expect(Buffer.from(marked.rgb).equals(Buffer.from(bare.rgb))).toBe(true);
});

test("title, film title and footer each leave their mark, in both directions", async () => {
  const film = lungsFilm();
  for (const text of [english, arabic]) {
    const panels = [{ title: text.filmTitle }, { title: "Mass" }, { title: "x" }];
    const whole = await drawPanels(film, panels, text, full);
    const ink = (x0: number, x1: number, y0: number, y1: number) => {
      let bright = 0;
      for (let y = y0; y < y1; y += 1) {
        for (let x = x0; x < x1; x += 1) bright += whole.rgb[(y * whole.width + x) * 3]! > 150 ? 1 : 0;
      }
      return bright;
    };
    // The film's title stands over the first column: left, or right in Arabic; the footer fills the free cell.
    const half = whole.width / 2;
    const [first, other] = text === english ? [0, half] : [half, 0];
    expect(ink(first, first + half, 0, 40)).toBeGreaterThan(50);
    expect(ink(other, other + half, whole.height - 280, whole.height - 20)).toBeGreaterThan(100);
  }
});

test("the film is never mirrored, whatever the direction", async () => {
  const film = filmOf(400, 400, (x) => (x < 200 ? 20 : 230));
  for (const text of [english, arabic]) {
    const { rgb, width } = await drawPanels(film, [{ title: "x" }], text, full);
    const middle = 300 * width * 3;
    expect(rgb[middle + 100 * 3]).toBeLessThan(60);
    expect(rgb[middle + 500 * 3]).toBeGreaterThan(200);
  }
});

test("a strip keeps its proportions: it gets margins instead of being squeezed", async () => {
  const { rgb, width, height } = await drawPanels(
    filmOf(1000, 200, () => 230),
    [{ title: "x" }],
    english,
    full,
  );
  const bright = Array.from({ length: height }, (_, y) => rgb[(y * width + width / 2) * 3]! > 200);
  expect(bright.filter(Boolean).length).toBeCloseTo((width - 12) / 5, -1);
});
