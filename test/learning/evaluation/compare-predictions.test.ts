import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { comparePredictions } from "../../../src/learning/evaluation/compare-predictions.ts";
import { evaluatePredictions } from "../../../src/learning/evaluation/evaluate-predictions.ts";
import {
  renderComparisonCsv,
  summariseComparison,
  verdictOf,
} from "../../../src/learning/evaluation/render-comparison.ts";
import { predictionsOf, rowsOf } from "./labelled-films.ts";

const FILMS = 300;
const random = createRandom(4);
const draws = (count: number) => Array.from({ length: count }, () => random.next());
const effusion = draws(FILMS).map((value) => value < 0.3);
const mass = draws(FILMS).map((value) => value < 0.05);
const sources = draws(FILMS).map((value) => (value < 0.5 ? "one" : "two"));
const rows = rowsOf(["Effusion", "Mass"], [effusion, mass], { sources, patients: 150 });
/** Scores that know the truth by so much. */
const knowing = (truth: readonly boolean[], share: number) =>
  truth.map((positive) => (positive ? share : 0) + (1 - share) * random.next());
const good = predictionsOf(["Effusion", "Mass"], [knowing(effusion, 0.5), knowing(mass, 0.3)]);
const weak = predictionsOf(["Mass", "Effusion"], [knowing(mass, 0.1), knowing(effusion, 0.1)]);

test("the better predictions are found to be better, whichever is named first, and by the same figures", () => {
  const forth = comparePredictions(rows, good, weak);
  const back = comparePredictions(rows, weak, good);
  expect(verdictOf(forth.meanWithinSource)).toBe("better");
  expect(verdictOf(back.meanWithinSource)).toBe("worse");
  expect(forth.meanAuc.difference).toBeCloseTo(-back.meanAuc.difference!, 12);
  expect(forth.meanAuc.interval![0]).toBeCloseTo(-back.meanAuc.interval![1], 12);
  expect(forth.meanAuc.difference).toBeCloseTo(forth.meanAuc.ours! - forth.meanAuc.others!, 12);
  expect(forth.frequent.labels).toEqual(["Effusion"]);
  expect(forth.frequent.meanAuc.difference).toBe(
    forth.findings.find(({ label }) => label === "Effusion")?.auc.difference,
  );
});

test("average precision as published is compared as published, too", () => {
  const how = { asPublished: true, sensitivity: 0.9 };
  const { findings } = comparePredictions(rows, weak, good, how);
  const { evaluation } = evaluatePredictions(rows, weak, how);
  const ofEvaluation = evaluation.findings.map(({ averagePrecision }) => averagePrecision);
  expect(findings.map(({ averagePrecision }) => averagePrecision.ours)).toEqual(ofEvaluation);
  expect(comparePredictions(rows, weak, good).findings[0]?.averagePrecision.ours).not.toBe(ofEvaluation[0]);
});

test("predictions do not differ from themselves, on any draw", () => {
  const { meanAuc, findings } = comparePredictions(rows, good, good);
  expect(meanAuc).toMatchObject({ difference: 0, interval: [0, 0] });
  expect(verdictOf(findings[0]!.withinSource)).toBe("not told apart");
});

test("measuring both on one draw makes the interval narrower than the two intervals laid side by side", () => {
  const nudged = predictionsOf(
    ["Effusion"],
    [[...good.films.values()].map(([score]) => score! + 0.02 * random.next())],
  );
  const { auc } = comparePredictions(rows, good, nudged).findings[0]!;
  expect(auc.interval![1] - auc.interval![0]).toBeLessThan(0.03);
});

test("a finding that one alone predicts is left out and named", () => {
  const one = predictionsOf(["Effusion"], [knowing(effusion, 0.4)]);
  const comparison = comparePredictions(rows, one, weak);
  expect(comparison.notCompared).toEqual(["Mass"]);
  expect(comparison.findings.map(({ label }) => label)).toEqual(["Effusion"]);
  expect(summariseComparison(comparison)).toContain("Not compared, for one alone predicts it: Mass");
  expect(renderComparisonCsv(comparison).split("\n")[1]).toMatch(/^Mean,,0\.\d{3},/);
});

test("predictions that share no finding, or lack films, are refused by name", () => {
  const hernia = predictionsOf(["Hernia"], [draws(FILMS)]);
  expect(() => comparePredictions(rows, good, hernia)).toThrow(
    "made.csv and made.csv share no finding: Effusion, Mass against Hernia",
  );
  const short = predictionsOf(["Mass"], [draws(FILMS - 7)]);
  expect(() => comparePredictions(rows, good, short)).toThrow(
    /made.csv: 7 of 300 films have no prediction: 00293.png, .* and 2 more/,
  );
});
