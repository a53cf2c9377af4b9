import { describe, expect, test } from "vitest";
import { bandOf, judge, rank, reportable, scoreOf, urgent } from "../../src/core/finding.ts";

describe("scoreOf", () => {
  test.each([0.01, 0.2, 0.42, 0.7])("puts a threshold of %d on one half", (threshold) =>
    expect(scoreOf(threshold, threshold)).toBeCloseTo(0.5, 12),
  );

  test("keeps nought at nought and one at one", () => {
    expect(scoreOf(0, 0.3)).toBe(0);
    expect(scoreOf(1, 0.3)).toBe(1);
  });

  // DESIGN 4.2: p = .81 at t = .42 gives .84, as in its example.
  test("gives the figure of the contract's example", () => expect(scoreOf(0.81, 0.42)).toBeCloseTo(0.836, 3));
});

describe("bandOf", () => {
  test.each([
    [0.75, "strong", "likely"],
    [0.749, "strong", "possible"],
    [0.5, "moderate", "possible"],
    [0.499, "strong", "unlikely"],
    [0.99, "weak", "possible"],
    [0.99, "none", "unlikely"],
  ] as const)("a score of %d on %s evidence is %s", (score, evidence, band) =>
    expect(bandOf(score, evidence)).toBe(band),
  );
});

describe("rank", () => {
  const films = [
    judge("Hernia", 0.99, 0.1, "none"),
    judge("Mass", 0.2, 0.4, "weak"),
    judge("Edema", 0.9, 0.4, "strong"),
    judge("Nodule", 0.1, 0.05, "none"),
  ];

  test("goes by score and puts unproven findings last, whatever their score", () =>
    expect(rank(films).map(({ label }) => label)).toEqual(["Edema", "Mass", "Hernia", "Nodule"]));

  test("never reports an unproven finding", () =>
    expect(reportable(rank(films)).map(({ label }) => label)).toEqual(["Edema"]));
});

describe("urgent", () => {
  test.each([
    ["Pneumothorax", 0.99, "strong", 1],
    ["Effusion", 0.99, "moderate", 1],
    ["Pneumothorax", 0.99, "weak", 0],
    ["Pneumothorax", 0.5, "strong", 0],
    ["Edema", 0.99, "strong", 0],
  ] as const)("%s at %d on %s evidence raises %d alarms", (label, probability, evidence, alarms) =>
    expect(urgent([judge(label, probability, 0.4, evidence)])).toHaveLength(alarms),
  );
});
