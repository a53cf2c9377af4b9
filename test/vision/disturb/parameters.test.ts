import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { blur } from "../../../src/vision/disturb/blur.ts";
import { brightnessDown, brightnessUp } from "../../../src/vision/disturb/brightness.ts";
import { contrastDown, contrastUp } from "../../../src/vision/disturb/contrast.ts";
import { exposure } from "../../../src/vision/disturb/exposure.ts";
import { LEVELS } from "../../../src/vision/disturb/level.ts";
import { motion } from "../../../src/vision/disturb/motion.ts";
import { rotation } from "../../../src/vision/disturb/rotation.ts";
import { tilt, tiltedCorners } from "../../../src/vision/disturb/tilt.ts";
import { translation } from "../../../src/vision/disturb/translation.ts";
import type { Plane } from "../../../src/vision/resize-plane.ts";

/** By NumPy and Pillow, from CheXphoto's parameters (make.py beside it). */
const expected = JSON.parse(
  readFileSync(new URL("../../fixtures/disturb/expected.json", import.meta.url), "utf8"),
);

const [width, height] = [390, 320];
const film: Plane = {
  width,
  height,
  gray: Uint8Array.from({ length: width * height }, (_, at) =>
    Math.floor(128 + 60 * Math.sin((at % width) / 23) + 50 * Math.cos(Math.floor(at / width) / 31) + 0.5),
  ),
};
/** A stream whose numbers are given, one half thereafter: no jitter. */
const drawing = (...numbers: number[]) => ({ ...createRandom(1), next: () => numbers.shift() ?? 0.5 });

function expectNear(plane: Plane, values: readonly number[], most: number) {
  for (const [place, [x = 0, y = 0]] of expected.pixels.entries()) {
    expect(Math.abs(plane.gray[y * plane.width + x]! - values[place]!)).toBeLessThanOrEqual(most);
  }
}

// libvips cuts the Gaussian off where it is a fifth of its height.
test.each(LEVELS)("blur at level %d is the Gaussian of CheXphoto's radius", async (level) => {
  expectNear(await blur(film, level), expected.blur[level - 1], 2.5);
});

test("motion is the mean along CheXphoto's length", () => {
  expectNear(motion(film, 3), expected.motion[25], 1);
  expectNear(motion(film, 4), expected.motion[45], 1);
});

test.each(LEVELS)("brightness and contrast at level %d are Pillow's", (level) => {
  expectNear(brightnessUp(film, level, drawing()), expected["brightness-up"][level - 1], 1);
  expectNear(brightnessDown(film, level, drawing()), expected["brightness-down"][level - 1], 1);
  expectNear(contrastUp(film, level, drawing()), expected["contrast-up"][level - 1], 1);
  expectNear(contrastDown(film, level, drawing()), expected["contrast-down"][level - 1], 1);
});

test("exposure at level 1 is CheXphoto's sigmoid", () => {
  expectNear(exposure(film, 1, drawing()), expected.exposure, 1);
});

test("tilt puts the corners where CheXphoto does, and the film between them", () => {
  const corners = tiltedCorners(film, 4, drawing(...expected.drawn));
  for (const [place, { x, y }] of corners.entries()) {
    expect(x).toBeCloseTo(expected.corners[place][0], 9);
    expect(y).toBeCloseTo(expected.corners[place][1], 9);
  }
  const tilted = tilt(film, 4, drawing(...expected.drawn));
  expectNear(tilted, expected.tilt, 2);
  expect(tilted.gray[0]).toBe(0);
});

test("rotation by 20 degrees makes the ground as large as OpenCV's", () => {
  const turned = rotation(film, 4, drawing());
  const [cos, sin] = [Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)];
  expect(turned.width).toBe(Math.floor(width * cos + height * sin));
  expect(turned.height).toBe(Math.floor(height * cos + width * sin));
  expect([turned.gray[0], turned.gray[turned.width - 1]]).toEqual([0, 0]);
});

test("translation leaves 100 pixels of black on each side, and shifts by 20 a level", () => {
  const { gray } = translation(film, 2, drawing(0.9, 0.1));
  const lit = Array.from(gray.keys()).filter((at) => gray[at]! > 0);
  const columns = lit.map((at) => at % width);
  const rows = lit.map((at) => Math.floor(at / width));
  const least = (all: number[]) => all.reduce((one, other) => Math.min(one, other));
  const most = (all: number[]) => all.reduce((one, other) => Math.max(one, other));
  expect([least(columns), most(columns) + 1]).toEqual([140, width - 60]);
  expect([least(rows), most(rows) + 1]).toEqual([60, height - 140]);
});
