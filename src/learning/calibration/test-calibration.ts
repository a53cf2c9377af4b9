import { type Finding, reportable } from "../../core/finding.ts";
import type { Label } from "../../core/label.ts";
import { sigmoid } from "../../core/sigmoid.ts";
import { UserError } from "../../core/user-error.ts";
import type { FindingCalibration } from "../../networks/manifest.ts";
import { judgeFilm } from "../../vision/judge-film.ts";
import { type LabelledOutputs, logitsOf, pickFilms, truthOf } from "../labelled-outputs.ts";
import { percentileInterval, resamplePatients } from "../metrics/bootstrap.ts";
import { type Interval, type Share, shareOf } from "../metrics/interval.ts";
import { type Counts, countAt } from "../metrics/operating-point.ts";
import { prepareAuc, type WeighedAuc } from "../metrics/roc-auc.ts";
import { prepareWithinSource } from "../metrics/within-source.ts";
import { evidenceOf } from "./evidence.ts";
import type { FittedCalibration, FittedFinding } from "./fit-calibration.ts";

/** A finding as tested: what the manifest keeps, and how the test films fell at its threshold. */
type TestedFinding = FindingCalibration & {
  readonly label: Label;
  readonly counts: Counts;
  /** AUC over those pairs of films alone that come from the same source. */
  readonly withinSource: number | null;
};

/** Mean AUC over the findings that have positive and negative films. */
type MeanAuc = {
  readonly films: number;
  readonly mean: number | null;
  readonly interval: Interval | null;
};

export type TestedCalibration = {
  readonly findings: readonly TestedFinding[];
  readonly all: MeanAuc & { readonly mean: number; readonly interval: Interval };
  /** On films of one source alone, where neither its look nor its mix of cases can help; the largest first. */
  readonly bySource: readonly (MeanAuc & { readonly source: string })[];
  /** Test films without any finding on which one was reported. */
  readonly falseAlarms: Share;
  /** Test films without any finding on which one lies above its threshold, be it one that is never reported. */
  readonly anyAbove: Share;
};

const REPEATS = 2000;
const SEED = 14;
/** Sources with fewer test films are not reported alone. */
const SOURCE_FILMS = 100;

const resamplesOf = ({ rows }: LabelledOutputs) =>
  resamplePatients(
    rows.map(({ patient }) => patient),
    { repeats: REPEATS, seed: SEED },
  );

function meanAucOf(test: LabelledOutputs, aucs: readonly WeighedAuc[]): MeanAuc {
  const mean = (weights?: Float64Array) => {
    const known = aucs.map((auc) => auc(weights)).filter((auc) => auc !== null);
    return known.length > 0 ? known.reduce((sum, auc) => sum + auc, 0) / known.length : null;
  };
  return { films: test.rows.length, mean: mean(), interval: percentileInterval(mean, resamplesOf(test)) };
}

const aucsOf = (test: LabelledOutputs) =>
  test.labels.map((label) => prepareAuc(logitsOf(test, label), truthOf(test, label)));

function bySource(test: LabelledOutputs): TestedCalibration["bySource"] {
  const sources = [...new Set(test.rows.flatMap(({ source }) => source ?? []))];
  return sources
    .map((source) => ({ source, films: pickFilms(test, (row) => row.source === source) }))
    .filter(({ films }) => films.rows.length >= SOURCE_FILMS)
    .map(({ source, films }) => ({ source, ...meanAucOf(films, aucsOf(films)) }))
    .toSorted((a, b) => b.films - a.films);
}

function testFinding(
  test: LabelledOutputs,
  { label, scale, shift, threshold, basis }: FittedFinding,
  auc: WeighedAuc,
  resamples: readonly Float64Array[],
): TestedFinding {
  const truth = truthOf(test, label);
  const logits = logitsOf(test, label);
  const sources = test.rows.map(({ source }) => source);
  const probabilities = logits.map((logit) => sigmoid(scale * logit + shift));
  const area = auc();
  const interval = area === null ? null : percentileInterval(auc, resamples);
  const positives = truth.filter(Boolean).length;
  const evidence = evidenceOf(interval?.[0] ?? null, positives);
  const counts = countAt(probabilities, truth, threshold);
  return {
    label,
    scale,
    shift,
    threshold,
    basis,
    evidence,
    auc: area,
    interval,
    positives,
    counts,
    withinSource: prepareWithinSource(sources, logits, truth)(),
  };
}

/** Counts the films without any finding on which the reader would report one, and on which any is above its threshold. */
function countFalseAlarms(
  test: LabelledOutputs,
  findings: readonly TestedFinding[],
): Pick<TestedCalibration, "falseAlarms" | "anyAbove"> {
  const clear = pickFilms(test, (row) => row.findings.size === 0);
  const calibration = { findings: Object.fromEntries(findings.map((finding) => [finding.label, finding])) };
  const width = test.labels.length;
  const judged = clear.rows.map((_, film) =>
    judgeFilm(clear.logits.subarray(film * width, (film + 1) * width), test.labels, calibration),
  );
  const shareWith = (test: (film: Finding[]) => boolean) =>
    shareOf(judged.filter(test).length, judged.length);
  return {
    falseAlarms: shareWith((film) => reportable(film).length > 0),
    anyAbove: shareWith((film) => film.some(({ probability, threshold }) => probability >= threshold)),
  };
}

/**
 * Measures a calibration on test films: AUC with its 95 % interval (2,000 resamples of patients, seeded), evidence, how
 * films fall at each threshold, and false alarms.
 *
 * @throws {UserError} when no finding has both positive and negative test films
 */
export function testCalibration(test: LabelledOutputs, fitted: FittedCalibration): TestedCalibration {
  const aucs = aucsOf(test);
  const { films, mean, interval } = meanAucOf(test, aucs);
  if (mean === null || interval === null) {
    throw new UserError("calibrate: the test films hold no finding to measure");
  }
  const resamples = resamplesOf(test);
  const findings = fitted.findings.map((finding) =>
    testFinding(test, finding, aucs[test.labels.indexOf(finding.label)]!, resamples),
  );
  return {
    findings,
    all: { films, mean, interval },
    bySource: bySource(test),
    ...countFalseAlarms(test, findings),
  };
}
