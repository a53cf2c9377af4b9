import { judge, rank } from "./finding.ts";
import { type FindingsReading, QUALITY_GRADES } from "./reading.ts";
import { logit, sigmoid } from "./sigmoid.ts";

/** Most photos of one patient that are joined. */
export const MOST_JOINED = 3;

/** Keeps a probability of 0 or 1 from deciding alone: one in a thousand is as sure as any calibration here has shown. */
const LEAST = 1e-3;

const logOddsOf = (probability: number) => logit(Math.min(1 - LEAST, Math.max(LEAST, probability)));

/**
 * One reading of several photos of one patient: per finding the mean of the photos' calibrated log-odds, judged against the same
 * threshold under the same evidence. The mean, not the sum: photos of one patient are no independent tests. A
 * finding that not every photo was judged for is left out and counts as not assessed.
 *
 * @param readings of the same model, at least one
 * @throws {RangeError} for readings of different models, or none
 */
export function joinReadings(readings: readonly FindingsReading[]): FindingsReading {
  const [first] = readings;
  if (!first) throw new RangeError("no readings to join");
  if (readings.some(({ model }) => model.sha256 !== first.model.sha256)) {
    throw new RangeError("readings of different models");
  }
  const missing = new Set(readings.flatMap(({ notAssessed }) => notAssessed));
  const findings = first.findings.flatMap(({ label, threshold, evidence }) => {
    const same = readings.flatMap((it) => it.findings.filter((finding) => finding.label === label));
    if (same.length < readings.length) {
      missing.add(label);
      return [];
    }
    const mean = same.reduce((sum, { probability }) => sum + logOddsOf(probability), 0) / same.length;
    return [judge(label, sigmoid(mean), threshold, evidence)];
  });
  const grade =
    QUALITY_GRADES[Math.max(...readings.map(({ quality }) => QUALITY_GRADES.indexOf(quality.grade)))];
  return {
    outcome: "findings",
    quality: {
      grade: grade ?? first.quality.grade,
      notes: [...new Set(readings.flatMap(({ quality }) => quality.notes))],
    },
    findings: rank(findings),
    notAssessed: [...missing],
    model: first.model,
  };
}
