import { expect, test } from "vitest";
import type { Label } from "../../../src/core/label.ts";
import { logOddsOf } from "../../../src/learning/prevalence.ts";
import { prevalenceLearnt } from "../../../src/learning/refresh/learnt-prevalence.ts";
import { smallRecipe } from "../training/small-run.ts";

const film = (source: string, ...findings: Label[]) => ({ source, findings: new Set(findings) });

/** Six films of a large source, a third of them with Mass; two of a small one, both with Mass. */
const FILMS = [
  ...Array.from({ length: 4 }, () => film("large")),
  ...Array.from({ length: 2 }, () => film("large", "Mass")),
  ...Array.from({ length: 2 }, () => film("small", "Mass", "Edema")),
];
const learnt = (recipe: object, labelWeights: number[] = []) =>
  prevalenceLearnt(FILMS, { settings: smallRecipe({ ...recipe }), labelWeights });

test("films that are learnt from as they are are counted", () => {
  expect(learnt({})).toMatchObject({ films: 8, positives: { Mass: 4, Edema: 2, Hernia: 0 } });
});

test.each([{ kind: "balanced" }, { kind: "weighted" }])(
  "films evened out over sources (%j) count so",
  (sampling) => {
    const { positives } = learnt({ sampling });
    expect(positives.Mass).toBeCloseTo(8 * (1 / 2 / 3 + 1 / 2));
    expect(positives.Edema).toBeCloseTo(8 / 2);
  },
);

test("a source that weighs nothing does not count", () => {
  const { positives } = learnt({ sampling: { kind: "balanced", weights: { small: 0 } } });
  expect(positives.Edema).toBe(0);
  expect(positives.Mass).toBeCloseTo(8 / 3);
});

test("a weight of positives multiplies the odds", () => {
  const weights = Array.from({ length: 14 }, () => 3);
  const [plain, weighed] = [learnt({}), learnt({}, weights)];
  expect(logOddsOf(weighed, "Mass") - logOddsOf(plain, "Mass")).toBeCloseTo(Math.log(3));
  const oneVsAll = {
    task: { kind: "one-vs-all", finding: "Mass" },
    loss: { kind: "cross-entropy", weights: "balanced" },
  };
  expect(logOddsOf(learnt(oneVsAll, [0.5, 2]), "Mass") - logOddsOf(plain, "Mass")).toBeCloseTo(Math.log(4));
});
