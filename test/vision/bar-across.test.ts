import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { barAcross } from "../../src/vision/bar-across.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import { gradeQuality } from "../../src/vision/quality.ts";
import type { Plane } from "../../src/vision/resize-plane.ts";

const FILMS = "../shared/data/nih/images";
const SIDE = 512;
const phantom = phantomFilm({ size: SIDE, seed: 4 });
const changed = (level: (gray: number, x: number, y: number) => number): Plane => ({
  ...phantom,
  gray: phantom.gray.map((gray, at) =>
    Math.min(255, Math.max(0, Math.round(level(gray, at % SIDE, Math.floor(at / SIDE))))),
  ),
});

test.each([
  ["upright", (x: number, _: number) => x],
  ["level", (_: number, y: number) => y],
  ["leaning", (x: number, y: number) => x + 0.08 * (y - SIDE / 2)],
])("a dark bar is seen, %s", (_, across) => {
  const barred = changed((gray, x, y) => (Math.abs(across(x, y) - 290) < 35 ? 0.15 * gray : 60 + 0.7 * gray));
  expect(barAcross(barred)).toBeGreaterThan(40);
  expect(gradeQuality(phantom, undefined, { bar: barAcross(barred) })).toMatchObject({
    grade: "poor",
    notes: expect.arrayContaining(["shadow"]),
  });
});

test("a bar of light is seen too", () => {
  expect(barAcross(changed((gray, x) => (Math.abs(x - 200) < 40 ? gray + 90 : 0.6 * gray)))).toBeGreaterThan(
    40,
  );
});

test.each([
  ["the film alone", (gray: number, _x: number, _y: number) => gray],
  ["a shadow over half of it", (gray: number, x: number) => (x < 256 ? gray : 0.3 * gray)],
  ["a field with dark borders", (gray: number, x: number) => (Math.abs(x - 256) < 170 ? 60 + gray : 0)],
  [
    "a bar that ends in the middle",
    (gray: number, x: number, y: number) => (Math.abs(x - 290) < 35 && y < 256 ? 0 : 60 + gray),
  ],
  ["a thin wire", (gray: number, x: number) => (Math.abs(x - 290) < 4 ? 255 : 0.6 * gray)],
])("%s is no bar", (_, level) => {
  expect(barAcross(changed(level))).toBe(0);
});

test.skipIf(!existsSync(FILMS))("no bar lies over real films (needs ../shared)", async () => {
  const names = readdirSync(FILMS)
    .toSorted()
    .filter((_, at) => at % 68 === 7);
  expect(names.length).toBeGreaterThan(30);
  for (const name of names) {
    expect([name, barAcross(await decodePhoto(readFileSync(`${FILMS}/${name}`)))]).toEqual([name, 0]);
  }
});
