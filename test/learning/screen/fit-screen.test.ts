import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import type { Example } from "../../../src/learning/screen/example.ts";
import { fitScreen } from "../../../src/learning/screen/fit-screen.ts";
import { measureScreen, refused, total } from "../../../src/learning/screen/measure-screen.ts";
import { STATISTICS } from "../../../src/vision/film-statistics.ts";
import { CUT_SIDES, Screen } from "../../../src/vision/screen.ts";

const DIMENSION = 64;

/** Pictures around a centre of their own: statistics by one step, features by another. */
function draw(
  kind: string,
  count: number,
  options: { foreign: boolean; statistics: number; features: number; seed: number },
): Example[] {
  const random = createRandom(options.seed);
  const noise = createRandom(options.seed + 100);
  return Array.from({ length: count }, (_, picture) => ({
    kind,
    group: `${kind} ${picture}`,
    foreign: options.foreign,
    unfit: undefined,
    layout: Float64Array.from({ length: 64 }, () => noise.normal() * 0.15),
    statistics: Float64Array.from(STATISTICS, () => options.statistics + random.normal() * 0.3),
    // Films spread along a few directions only, as real ones do.
    features: Float32Array.from(
      { length: DIMENSION },
      (_unused, feature) =>
        options.features + random.normal() * (feature < 40 ? 2 / (1 + feature / 8) : 0.05),
    ),
  }));
}

const films = draw("films", 120, { foreign: false, statistics: 0, features: 0, seed: 1 });
const examples = [
  ...films,
  ...draw("posters", 30, { foreign: true, statistics: 3, features: 0, seed: 2 }),
  ...draw("scans", 30, { foreign: true, statistics: 0, features: 1, seed: 3 }),
];
const spanning = Float32Array.from(films.flatMap(({ features }) => [...features]));
const { screen, chosen, trials } = fitScreen(examples, spanning, "drawn numbers");

test("pictures that differ in statistics or in features alone are refused, and films pass", () => {
  const measured = measureScreen(screen, [
    ...draw("new films", 100, { foreign: false, statistics: 0, features: 0, seed: 4 }),
    ...draw("new posters", 50, { foreign: true, statistics: 3, features: 0, seed: 5 }),
    ...draw("new scans", 50, { foreign: true, statistics: 0, features: 1, seed: 6 }),
  ]);
  const [passedFilms, posters, scans] = measured;
  expect(refused(passedFilms!.passed).count).toBeLessThanOrEqual(2);
  expect(posters!.passed.count).toBeLessThanOrEqual(2);
  expect(scans!.passed.count).toBeLessThanOrEqual(5);
  expect(total(measured).of).toBe(200);
});

test("films of the fit are never refused on statistics alone", () => {
  const judge = { ...screen, after: { ...screen.after, limit: 0.9999, bias: -1e9 } };
  expect(measureScreen(judge, films)[0]?.passed.count).toBe(films.length);
});

test("a picture that is too dark or blurred to be read does not count as passed", () => {
  const dark = films.map((film) => ({ ...film, unfit: "too-dark" as const }));
  expect(measureScreen(screen, dark)[0]?.passed.count).toBe(0);
});

test("the setting with the least cross-validated loss is chosen", () => {
  expect(trials).toHaveLength(9);
  expect(chosen.loss).toBe(Math.min(...trials.map(({ loss }) => loss)));
});

test("the screen survives being stored and is the same for the same pictures", () => {
  expect(Screen.parse(JSON.parse(JSON.stringify(screen)))).toEqual(screen);
  expect(fitScreen(examples, spanning, "drawn numbers").screen).toEqual(screen);
});

test("limits stay within what the manifest allows", () => {
  for (const { limit } of [screen.before, screen.after]) {
    expect(limit).toBeGreaterThanOrEqual(0.5);
    expect(limit).toBeLessThan(1);
  }
});

/** Pictures whose layout alone is their own, by a step in one cell. */
function drawPosed(
  kind: string,
  count: number,
  what: Pick<Example, "expected" | "cut"> & { cell: number; seed: number },
): Example[] {
  const { cell, seed, ...rest } = what;
  return draw(kind, count, { foreign: false, statistics: 0, features: 0, seed }).map((example) => ({
    ...example,
    ...rest,
    layout: example.layout.map((value, at) => value + (at === cell ? 2 : 0)),
  }));
}
const posed = (seed: number, count: number) => [
  ...drawPosed("laterals", count, { expected: "not-frontal", cell: 1, seed }),
  ...CUT_SIDES.flatMap((cut, side) =>
    drawPosed(`cut ${cut}`, count, { expected: "cropped", cut, cell: 10 + side, seed: seed + 1 + side }),
  ),
];

test("side views and films cut off at a side are refused by their names, whole films are not", () => {
  const withPoses = fitScreen(
    [...examples, ...drawPosed("whole", 60, { cell: 60, seed: 40 }), ...posed(50, 25)],
    spanning,
    "drawn numbers",
  );
  expect(Screen.parse(JSON.parse(JSON.stringify(withPoses.screen)))).toEqual(withPoses.screen);
  const measured = measureScreen(withPoses.screen, [
    ...drawPosed("new whole", 60, { cell: 60, seed: 70 }),
    ...posed(80, 20),
  ]);
  const of = (kind: string) => measured.find((row) => row.kind === kind);
  expect(of("new whole")?.passed.count).toBeGreaterThanOrEqual(57);
  expect(of("laterals")?.reasons.get("not-frontal")).toBeGreaterThanOrEqual(18);
  for (const side of CUT_SIDES) {
    const row = of(`cut ${side}`);
    const told = (row?.reasons.get("cropped") ?? 0) + (row?.doubted ?? 0);
    expect(told).toBeGreaterThanOrEqual(15);
  }
});

test("without side views or cut films neither is judged", () => {
  expect(screen.view).toBeUndefined();
  expect(screen.framing).toBeUndefined();
});
