import { expect, test } from "vitest";
import { colourSpread } from "../../src/vision/colour-spread.ts";

const pixels = (colour: (place: number) => [number, number, number]) =>
  Uint8Array.from({ length: 3000 }, (_, at) => colour(Math.floor(at / 3))[at % 3]!);

test("a grey photo has no spread of hue, stored in one channel or three", () => {
  expect(colourSpread(new Uint8Array(100).fill(7), 1)).toBe(0);
  expect(
    colourSpread(
      pixels((place) => [place % 256, place % 256, place % 256]),
      3,
    ),
  ).toBeCloseTo(0, 6);
});

test("a tint all over, light and dark, has hardly any", () => {
  expect(
    colourSpread(
      pixels((place) => [place % 120, place % 120, (place % 120) * 2]),
      3,
    ),
  ).toBeCloseTo(0, 6);
});

test("the spread is that of the chromaticity, bright pixels weighing more", () => {
  // Half pure red, half pure blue: each coordinate varies by 1/2 around 1/2.
  const halves = pixels((place) => (place % 2 === 0 ? [200, 0, 0] : [0, 0, 200]));
  expect(colourSpread(halves, 3)).toBeCloseTo(Math.sqrt(0.5), 6);
  const darkBlue = pixels((place) => (place % 2 === 0 ? [200, 0, 0] : [0, 0, 20]));
  expect(colourSpread(darkBlue, 3)).toBeCloseTo(Math.sqrt(2 * (10 / 11) * (1 / 11)), 6);
});

test("a black photo has none", () => {
  expect(colourSpread(new Uint8Array(300), 3)).toBe(0);
});
