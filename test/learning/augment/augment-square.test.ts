import { expect, test } from "vitest";
import { AUGMENTATIONS, AugmentOptions } from "../../../src/learning/augment/augment-options.ts";
import { augmentSquare } from "../../../src/learning/augment/augment-square.ts";
import { equalisingLevels, lightingLevels } from "../../../src/learning/augment/levels.ts";
import { warpSquare } from "../../../src/learning/augment/warp-square.ts";
import { drawPhantom } from "../../../src/vision/phantom/phantom.ts";

const SIDE = 64;
const { gray } = drawPhantom({ size: SIDE, seed: 3 });
const CORNERS = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
] as const;

test("no augmentation leaves every byte", async () => {
  expect(await augmentSquare(gray, SIDE, AUGMENTATIONS.none, 1)).toEqual(gray);
  expect(warpSquare(gray, SIDE, CORNERS, "mirror")).toEqual(gray);
});

test("a flip mirrors, and a quarter turn turns, exactly", async () => {
  const flipped = await augmentSquare(gray, SIDE, AugmentOptions.parse({ flip: { probability: 1 } }), 1);
  const turned = warpSquare(gray, SIDE, [CORNERS[1], CORNERS[2], CORNERS[3], CORNERS[0]], "mirror");
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      expect(flipped[y * SIDE + x]).toBe(gray[y * SIDE + SIDE - 1 - x]);
      expect(turned[y * SIDE + x]).toBe(gray[x * SIDE + SIDE - 1 - y]);
    }
  }
});

test.each(["paper", "photo"] as const)(
  "'%s' gives the same bytes for one seed, others for another",
  async (name) => {
    const first = await augmentSquare(gray, SIDE, AUGMENTATIONS[name], 5);
    expect(await augmentSquare(gray, SIDE, AUGMENTATIONS[name], 5)).toEqual(first);
    expect(await augmentSquare(gray, SIDE, AUGMENTATIONS[name], 6)).not.toEqual(first);
  },
);

test.each([
  [{ crop: { least: 0.6 } }],
  [{ perspective: { shift: 0.1 } }],
  [{ equalise: { probability: 1 } }],
  [{ blur: { sigma: 0.05, probability: 1 } }],
  [{ jpeg: { least: 10, probability: 1 } }],
  [{ lighting: { within: 0.4, probability: 1 } }],
])("%j changes a film", async (options) => {
  const changed = await augmentSquare(gray, SIDE, AugmentOptions.parse(options), 2);
  expect(changed).toHaveLength(gray.length);
  expect(changed).not.toEqual(gray);
});

test("beyond the film is black, or its mirror image", () => {
  const white = new Uint8Array(SIDE * SIDE).fill(255);
  const wide = CORNERS.map(({ x, y }) => ({ x: 2 * x - 0.5, y: 2 * y - 0.5 })) as never;
  expect(warpSquare(white, SIDE, wide, "black")[0]).toBe(0);
  expect(warpSquare(white, SIDE, wide, "mirror")).toEqual(white);
});

test("lighting keeps black and white, and turns medium grey into the brightness named", () => {
  const levels = lightingLevels(0.7, 1);
  expect([levels[0], levels[255]]).toEqual([0, 255]);
  expect(Math.abs(levels[128]! - 0.7 * 255)).toBeLessThan(1);
  expect([...lightingLevels(0.5, 1)]).toEqual([...Array(256).keys()]);
});

test("equalising spreads greys over the whole range, in their order, and leaves a film of one grey", () => {
  const levels = equalisingLevels(Uint8Array.of(10, 10, 20, 30, 30, 40));
  expect([10, 20, 30, 40].map((level) => levels[level])).toEqual([0, 64, 191, 255]);
  expect(equalisingLevels(new Uint8Array(9).fill(77))[77]).toBe(77);
});

test("an unknown change, or one out of bounds, is refused", () => {
  expect(() => AugmentOptions.parse({ rotate: { degrees: 3 } })).toThrow(/rotate/);
  expect(() => AugmentOptions.parse({ zoom: { to: 0.5 } })).toThrow();
});
