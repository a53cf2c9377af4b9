import { expect, test } from "vitest";
import type { Film } from "../../src/vision/film.ts";
import { describeFilm, STATISTICS } from "../../src/vision/film-statistics.ts";

function filmOf(width: number, height: number, gray: (x: number, y: number) => number): Film {
  const values = Uint8Array.from({ length: width * height }, (_, place) =>
    gray(place % width, Math.floor(place / width)),
  );
  return { width, height, gray: values, source: { format: "png", width, height }, saturation: 0 };
}
const statistic = (film: Film, name: (typeof STATISTICS)[number]) =>
  describeFilm(film)[STATISTICS.indexOf(name)]!;

test("every statistic of a blank film is finite", () => {
  for (const gray of [0, 128, 255]) {
    const values = describeFilm(filmOf(200, 200, () => gray));
    expect(values).toHaveLength(STATISTICS.length);
    for (const value of values) expect(Number.isFinite(value)).toBe(true);
  }
});

test("a film that is the same upside down is known from one that is not", () => {
  const columns = filmOf(192, 192, (x) => (x < 96 ? 220 : 40));
  expect(statistic(columns, "flip-symmetry")).toBeCloseTo(1, 6);
  const chest = filmOf(192, 192, (_, y) => (y < 96 ? 40 : 220));
  expect(statistic(chest, "flip-symmetry")).toBeCloseTo(-1, 4);
});

test("black, white and mean are shares of the picture", () => {
  const film = filmOf(192, 192, (_, y) => (y < 48 ? 0 : y < 96 ? 255 : 102));
  expect(statistic(film, "black")).toBeCloseTo(0.25, 6);
  expect(statistic(film, "white")).toBeCloseTo(0.25, 6);
  expect(statistic(film, "mean")).toBeCloseTo(0.25 + 0.5 * 0.4, 3);
});

test("steps across and steps down are told apart, and rough from smooth", () => {
  const stripes = filmOf(192, 192, (x) => (Math.floor(x / 8) % 2 ? 200 : 50));
  expect(statistic(stripes, "edge-direction")).toBeCloseTo(1, 2);
  expect(statistic(stripes, "edges")).toBeGreaterThan(0.4);
  const ramp = filmOf(192, 192, (_, y) => y);
  expect(statistic(ramp, "edge-direction")).toBeCloseTo(-1, 2);
  expect(statistic(ramp, "edges")).toBe(0);
  expect(statistic(ramp, "roughness")).toBeLessThan(3e-3);
  expect(statistic(stripes, "roughness")).toBeGreaterThan(0.1);
});

test("the border and the midline are compared with what lies inside and beside them", () => {
  const framed = filmOf(200, 200, (x, y) => (x < 20 || y < 20 || x >= 180 || y >= 180 ? 255 : 0));
  expect(statistic(framed, "border-brightness")).toBeGreaterThan(0.9);
  const spine = filmOf(200, 200, (x) => (Math.abs(x - 100) < 20 ? 255 : 0));
  expect(statistic(spine, "midline-brightness")).toBeCloseTo(1, 6);
});

test("shape and hue count only beyond what films and phones have", () => {
  const phone = filmOf(400, 300, () => 100);
  expect(statistic(phone, "elongation")).toBe(0);
  expect(
    statistic(
      filmOf(900, 300, () => 100),
      "elongation",
    ),
  ).toBeCloseTo(Math.log(3 / 1.6), 6);
  expect(statistic({ ...phone, colourSpread: 0.02 }, "colour-spread")).toBe(0);
  expect(statistic({ ...phone, colourSpread: 0.13 }, "colour-spread")).toBeCloseTo(0.1, 6);
});

test("the size in pixels hardly matters", () => {
  const wave = (side: number) =>
    filmOf(side, side, (x, y) => 127 + 90 * Math.sin((x / side) * 9) * Math.cos((y / side) * 7));
  const small = describeFilm(wave(240));
  const large = describeFilm(wave(1536));
  for (const [place, value] of small.entries()) {
    // Sharpness is a logarithm, and of waves as smooth as these, whole grey levels are much of the curvature.
    const limit = STATISTICS[place] === "sharpness" ? 0.1 : 0.02;
    expect(Math.abs(value - large[place]!)).toBeLessThan(limit);
  }
});
