import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Label } from "../../../src/core/label.ts";
import type { LabelledOutputs } from "../../../src/learning/labelled-outputs.ts";
import { fitFeatureSpace } from "../../../src/learning/screen/fit-feature-space.ts";
import { fitDisagreement, fitDistance, fitMargin } from "../../../src/learning/uncertainty/fit-limits.ts";
import { compareAucs, ratesOf } from "../../../src/learning/uncertainty/measure-doubts.ts";
import { asksAgain, disagreementOf } from "../../../src/vision/doubt.ts";
import { distanceIn, leftOver } from "../../../src/vision/feature-space.ts";

/** By scikit-learn: test/fixtures/site/make_site.py. */
const known = JSON.parse(readFileSync(new URL("../../fixtures/site/site.json", import.meta.url), "utf8")) as {
  rows: number[][];
  rank: number;
  distances: number[];
  scores: [number, number][];
  labels: [boolean, boolean][];
  unsure: boolean[];
  auc: { all: number; kept: number; unsure: number };
};
const rows = known.rows.map((row) => Float32Array.from(row));
const space = fitFeatureSpace(Float32Array.from(known.rows.flat()), 12, known.rank);

describe("how far a film lies from those learnt from", () => {
  test("is Mahalanobis' distance under scikit-learn's probabilistic principal components, about 1 for a film", () => {
    const left = rows.reduce((sum, row) => sum + leftOver(space, row), 0) / rows.length;
    for (const [place, row] of rows.entries()) {
      expect(Math.abs(distanceIn(space, row, left) - known.distances[place]!)).toBeLessThan(2e-4);
    }
    const squares = known.distances.map((distance) => distance ** 2);
    expect(squares.reduce((sum, square) => sum + square, 0) / squares.length).toBeCloseTo(1, 3);
  });

  test("is too far for one in twenty of the films that the limit was read from", () => {
    const { leftOver: left, distance } = fitDistance(space, rows, rows);
    expect(rows.filter((row) => distanceIn(space, row, left) > distance)).toHaveLength(3);
  });
});

const heights = (...values: number[]) => Float64Array.from(values);

describe("an answer", () => {
  test("is looked at again only where something is above its threshold, or nearly", () => {
    expect(asksAgain(heights(-3, -0.2), 0.1)).toBe(false);
    expect(asksAgain(heights(-3, -0.05), 0.1)).toBe(true);
    expect(asksAgain(heights(2, -5), 0)).toBe(true);
    expect(asksAgain(heights(), 5)).toBe(false);
  });

  test("that every look gives alike is not held against it, however it wavers", () => {
    expect(disagreementOf([heights(3, -1), heights(0.1, 2)])).toBe(Number.NEGATIVE_INFINITY);
    expect(disagreementOf([heights(-0.1, -1), heights(-3, -2)])).toBe(Number.NEGATIVE_INFINITY);
  });

  test("that other looks do not bear out is held against it by how far their average lies beyond the threshold", () => {
    expect(disagreementOf([heights(1, -9), heights(-2, -9), heights(-2, -9)])).toBe(1);
    expect(disagreementOf([heights(1, -9), heights(-0.5, -9)])).toBe(-0.25);
    // Another finding that rises in its place does not save it.
    expect(disagreementOf([heights(1, -9), heights(-2, 9), heights(-2, 9)])).toBe(1);
  });

  test("of nothing is doubted where a finding rises above its threshold on average", () => {
    expect(disagreementOf([heights(-0.5, -1), heights(2, -1)])).toBe(0.75);
    expect(disagreementOf([heights(-2, -1), heights(1, -1)])).toBe(-0.5);
  });
});

describe("limits", () => {
  test("look again at no more films than allowed, with the widest margin", () => {
    const films = Array.from({ length: 10 }, (_, film) => heights(0.07 - film * 0.08));
    expect(fitMargin(films)).toBe(0.2);
    expect(fitMargin(films.map(() => heights(1)))).toBe(0);
  });

  test("let at most one film in twenty count as changed, and each change where there are fewer", () => {
    const none = Number.NEGATIVE_INFINITY;
    const films = [...new Array<number>(36).fill(none), 0.1, 0.2, 0.3, 0.4];
    const limit = fitDisagreement(films);
    expect(films.filter((film) => film > limit)).toEqual([0.3, 0.4]);
    const few = [...new Array<number>(39).fill(none), -0.2];
    expect(few.filter((film) => film > fitDisagreement(few))).toEqual([-0.2]);
  });
});

const labels: Label[] = ["Effusion", "Mass"];
const outputs: LabelledOutputs = {
  rows: known.scores.map((_, film) => ({
    image: `${film}.png`,
    patient: `${film}`,
    findings: new Set(labels.filter((_label, at) => known.labels[film]![at])),
    split: "test",
    source: undefined,
    line: film + 2,
  })),
  labels,
  logits: Float32Array.from(known.scores.flat()),
};

test("the mean AUC of all films, of those kept and of the unsure ones is scikit-learn's; the gain has an interval", () => {
  const auc = compareAucs(outputs, known.unsure);
  expect(auc.all).toBeCloseTo(known.auc.all, 10);
  expect(auc.kept).toBeCloseTo(known.auc.kept, 10);
  expect(auc.unsure).toBeCloseTo(known.auc.unsure, 10);
  expect(auc.gain).toBeCloseTo(known.auc.kept - known.auc.all, 10);
  expect(auc.gainInterval![0]).toBeLessThan(auc.gain!);
  expect(auc.gainInterval![1]).toBeGreaterThan(auc.gain!);
  expect(auc.labels).toEqual(labels);
});

test("with nobody unsure nothing is gained", () => {
  const auc = compareAucs(
    outputs,
    known.unsure.map(() => false),
  );
  expect(auc).toMatchObject({ gain: 0, gainInterval: [0, 0], unsure: null });
});

test("a film both unlike and changed counts once, as unlike", () => {
  const film = { heights: heights(0), lookedAgain: true };
  const films = [
    { ...film, distance: 3, disagreement: 1 },
    { ...film, distance: 1, disagreement: 1 },
    { ...film, distance: 1, disagreement: 0 },
  ];
  const rates = ratesOf(films, { distance: 2, disagreement: 0.5 });
  expect([rates.unsure.count, rates.unlike.count, rates.unsteady.count]).toEqual([2, 1, 1]);
});
