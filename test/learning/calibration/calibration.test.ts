import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Label } from "../../../src/core/label.ts";
import { fitCalibration, fitTemperature } from "../../../src/learning/calibration/fit-calibration.ts";
import { fitLine, fitScale } from "../../../src/learning/calibration/fit-logistic.ts";
import { testCalibration } from "../../../src/learning/calibration/test-calibration.ts";
import { type LabelledOutputs, pickFilms } from "../../../src/learning/labelled-outputs.ts";
import type { Split } from "../../../src/learning/labels.ts";
import { sensitivityOf, specificityOf } from "../../../src/learning/metrics/operating-point.ts";
import { countPrevalence, NIH_PREVALENCE } from "../../../src/learning/prevalence.ts";

/** By SciPy and scikit-learn: test/fixtures/calibration/make_calibration.py. */
const known = JSON.parse(
  readFileSync(new URL("../../fixtures/calibration/calibration.json", import.meta.url), "utf8"),
) as {
  labels: Label[];
  films: { patient: string; split: Split; source: string; findings: Label[]; logits: number[] }[];
  temperature: number;
  findings: {
    label: Label;
    basis: string;
    scale: number;
    shift: number;
    threshold: number;
    positives: number;
    auc: number;
    interval: [number, number];
    sensitivity: number;
    specificity: number;
  }[];
};

const outputs: LabelledOutputs = {
  rows: known.films.map(({ patient, split, source, findings }, film) => ({
    image: `${film}.png`,
    findings: new Set(findings),
    patient,
    split,
    source,
    line: film + 2,
  })),
  labels: known.labels,
  logits: Float32Array.from(known.films.flatMap(({ logits }) => logits)),
};
const validation = pickFilms(outputs, ({ split }) => split === "val");
const test_ = pickFilms(outputs, ({ split }) => split === "test");
const sample = countPrevalence(outputs.rows.filter(({ split }) => split !== "test"));
const prevalences = { trained: sample, sample, target: NIH_PREVALENCE };

describe("a small labelled set is calibrated as SciPy and scikit-learn calibrate it:", () => {
  const fitted = fitCalibration(validation, prevalences);
  const tested = testCalibration(test_, fitted);

  test("one temperature over all findings", () => {
    expect(Math.abs(fitted.temperature - known.temperature)).toBeLessThan(1e-5);
  });

  test.each(known.findings)("$label by $basis", (expected) => {
    const finding = tested.findings.find(({ label }) => label === expected.label)!;
    expect(finding.basis).toBe(expected.basis);
    // scikit-learn's own fit stops early.
    expect(Math.abs(finding.scale - expected.scale)).toBeLessThan(2e-3);
    expect(Math.abs(finding.shift - expected.shift)).toBeLessThan(2e-3);
    expect(Math.abs(finding.threshold - expected.threshold)).toBeLessThan(1e-3);
    expect(finding.positives).toBe(expected.positives);
    expect(Math.abs((finding.auc ?? 0) - expected.auc)).toBeLessThan(1e-9);
    expect(sensitivityOf(finding.counts)).toBeCloseTo(expected.sensitivity, 9);
    expect(specificityOf(finding.counts)).toBeCloseTo(expected.specificity, 9);
    // Another stream of random numbers: the bounds agree within what 2,000 resamples leave open.
    expect(Math.abs((finding.interval?.[0] ?? 0) - expected.interval[0])).toBeLessThan(0.02);
    expect(Math.abs((finding.interval?.[1] ?? 0) - expected.interval[1])).toBeLessThan(0.02);
  });

  test("the fixture holds both kinds of fit", () => {
    expect(new Set(known.findings.map(({ basis }) => basis))).toEqual(new Set(["platt", "prior-shift"]));
  });

  test("sources of at least 100 test films are reported alone", () => {
    expect(tested.bySource.map(({ source, films }) => [source, films])).toEqual([["one", 160]]);
  });
});

test("at every threshold at least 95 % of the validation films without the finding stay below", () => {
  const fitted = fitCalibration(validation, prevalences);
  const onValidation = testCalibration(validation, fitted);
  for (const { counts } of onValidation.findings) expect(specificityOf(counts)).toBeGreaterThanOrEqual(0.95);
});

test("false alarms count the films without a finding on which a proven one crosses its threshold", () => {
  const films = (logits: number[]): LabelledOutputs => ({
    rows: logits.map((_, film) => ({
      image: `${film}`,
      findings: new Set<Label>(film < 2 ? ["Edema"] : []),
      patient: `${film}`,
      split: "test",
      source: undefined,
      line: film,
    })),
    labels: ["Edema"],
    logits: Float32Array.from(logits),
  });
  const finding = { label: "Edema", scale: 1, shift: 0, threshold: 0.5, basis: "platt" } as const;
  const separated = testCalibration(films([4, 3, 2, 1, -1, -2]), { temperature: 1, findings: [finding] });
  expect(separated.falseAlarms).toMatchObject({ count: 2, of: 4 });
  expect(separated.anyAbove).toMatchObject({ count: 2, of: 4 });
  // The same films ranked no better than chance: the finding is unproven and never reported.
  const chance = testCalibration(films([-3, 3, 2, 1, -1, -2]), { temperature: 1, findings: [finding] });
  expect(chance.findings[0]?.evidence).toBe("none");
  expect(chance.falseAlarms).toMatchObject({ count: 0, of: 4 });
  // Above its threshold it is all the same, and the card says so.
  expect(chance.anyAbove).toMatchObject({ count: 2, of: 4 });
});

test("a network trained at another prevalence is brought to the target from there", () => {
  const trained = { films: 1000, positives: { ...NIH_PREVALENCE.positives, Cardiomegaly: 500, Hernia: 250 } };
  const here = fitCalibration(validation, { ...prevalences, trained });
  const finding = here.findings.find(({ label }) => label === "Hernia")!;
  const nih = Math.log(227 / (112_120 - 227));
  expect(finding.shift).toBeCloseTo(nih - Math.log(250 / 750), 9);
  expect(here.temperature).not.toBeCloseTo(known.temperature, 1);
});

test("outputs that run against the findings are refused by name", () => {
  const against = { ...validation, logits: validation.logits.map((logit) => -logit) };
  expect(() => fitTemperature(against, prevalences)).toThrow(/order of its outputs/);
});

test("a perfectly separating finding still has a finite fit, and identical logits do too", () => {
  const truth = Array.from({ length: 60 }, (_, film) => film < 30);
  const separated = fitLine(
    Float64Array.from(truth, (positive, film) => (positive ? 5 : -5) + film / 100),
    truth,
  );
  expect(separated.scale).toBeGreaterThan(0);
  expect(separated.scale).toBeLessThan(10);
  const alike = fitLine(new Float64Array(60).fill(2), truth);
  expect(Number.isFinite(alike.scale) && Number.isFinite(alike.shift)).toBe(true);
  expect(fitScale(Float64Array.from([5, -5]), [0, 0], [1, 0])).toBeLessThanOrEqual(1000);
});
