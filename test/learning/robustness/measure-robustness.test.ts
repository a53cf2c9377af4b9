import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import type { LabelRow } from "../../../src/learning/labels.ts";
import { rocAuc } from "../../../src/learning/metrics/roc-auc.ts";
import { judgeBars } from "../../../src/learning/robustness/bars.ts";
import { drawFilms } from "../../../src/learning/robustness/draw-films.ts";
import { mapOverlap } from "../../../src/learning/robustness/map-overlap.ts";
import type { ConditionResult, InputResult } from "../../../src/learning/robustness/measure-condition.ts";
import { measureRobustness } from "../../../src/learning/robustness/measure-robustness.ts";

const FILMS = 300;
const random = createRandom(4);
const rows = Array.from(
  { length: FILMS },
  (_, film): LabelRow => ({
    image: `${film}.png`,
    findings: new Set(film % 3 === 0 ? (["Effusion"] as const) : []),
    patient: `p${Math.floor(film / 2)}`,
    split: "test",
    source: film % 2 === 0 ? "a" : "b",
    line: film + 2,
  }),
);
const signal = rows.map(({ findings }) => (findings.size > 0 ? 1.5 : 0) + random.normal());
const spoilt = (noise: number) => signal.map((value) => value + noise * random.normal());

const input = (scores: readonly number[]): InputResult => ({
  probabilities: scores.map((score) => [score]),
  top: scores.map(() => "Effusion"),
  refusals: scores.map((_, film) => (film < 30 ? "blurred" : null)),
  overlaps: scores.map(() => 0.5),
});
const clean = input(signal);
const result = (
  kind: ConditionResult["kind"],
  level: ConditionResult["level"],
  raw: InputResult,
  straight: InputResult,
): ConditionResult => ({ kind, level, raw, straight, untouched: 0, seconds: 1 });

test("a drop is the difference of the AUCs, and pairing makes its interval narrow", () => {
  const scores = spoilt(0.1);
  const { conditions } = measureRobustness(
    [result("identity", 1, clean, clean), result("blur", 1, input(scores), clean)],
    rows,
    ["Effusion"],
  );
  const truth = rows.map(({ findings }) => findings.size > 0);
  const { raw, straight, gain } = conditions[1]!;
  expect(raw.drop.value).toBeCloseTo(rocAuc(signal, truth)! - rocAuc(scores, truth)!, 12);
  // Unpaired, an AUC of 300 films is known to some 0.1.
  const [low, high] = raw.drop.interval!;
  expect(high - low).toBeLessThan(0.03);
  expect(straight.drop).toEqual({ value: 0, interval: [0, 0] });
  expect(gain.value).toBeCloseTo(raw.drop.value!, 12);
  expect(raw.refusals).toEqual({ blurred: 30 });
  expect(raw.overlap).toBe(0.5);
});

test("bars are judged by whole intervals: met, not met, or too wide to say", () => {
  const lost = input(spoilt(3));
  const verdicts = (raw: InputResult, straight: InputResult) =>
    judgeBars(
      measureRobustness(
        [
          result("identity", 1, clean, clean),
          result("tilt", 1, raw, straight),
          result("telegram", 1, straight, straight),
        ],
        rows,
        ["Effusion"],
      ),
    ).map(({ verdict }) => verdict);
  // Telegram, levels 1 and 2 of all kinds and of tilt, what straightening wins back of tilt.
  expect(verdicts(lost, clean)).toEqual(["met", "met", "met", "met"]);
  expect(verdicts(lost, lost)).toEqual(["not met", "not met", "not met", "not met"]);
  expect(verdicts(clean, clean)).toEqual(["met", "met", "met", "nothing lost to win back"]);
  const slightly = input(spoilt(0.45));
  expect(verdicts(lost, slightly)[1]).toBe("interval too wide to say");
});

test("a draw keeps patients whole and every finding represented, and comes again with its seed", () => {
  const rare = rows.map(
    (row, film): LabelRow => ({
      ...row,
      findings: new Set(film === 7 || film === 200 ? (["Hernia"] as const) : row.findings),
    }),
  );
  const drawn = drawFilms(rare, 40, 9);
  expect(drawn.length).toBeGreaterThanOrEqual(40);
  expect(drawn.length).toBeLessThan(44);
  expect(drawn.filter(({ findings }) => findings.has("Hernia"))).toHaveLength(2);
  for (const { patient } of drawn) {
    const whole = rare.filter((row) => row.patient === patient);
    expect(drawn.filter((row) => row.patient === patient)).toEqual(whole);
  }
  expect(drawFilms(rare, 40, 9)).toEqual(drawn);
  expect(drawFilms(rare, 40, 10)).not.toEqual(drawn);
  expect(drawFilms(rare, 1000, 9)).toBe(rare);
});

test("maps overlap wholly with themselves, not at all with the other corner, and not where one is empty", () => {
  const map = (at: number) => ({
    width: 7,
    height: 7,
    values: Float32Array.from({ length: 49 }, (_, place) => (place === at ? 2 : 0)),
  });
  expect(mapOverlap(map(0), map(0))).toBe(1);
  expect(mapOverlap(map(0), map(48))).toBe(0);
  expect(mapOverlap(map(0), map(-1))).toBeNull();
  const near = mapOverlap(map(24), map(25))!;
  expect(near).toBeGreaterThanOrEqual(0);
  expect(near).toBeLessThan(0.5);
});
