import { createRandom } from "../../core/random.ts";
import { drawPatients, percentilesOf } from "../metrics/bootstrap.ts";
import { type Interval, type Share, shareOf } from "../metrics/interval.ts";
import { countAt } from "../metrics/operating-point.ts";
import { brierScore, expectedCalibrationError } from "../metrics/probability-scores.ts";
import { type Cases, fitSite, type Plan, probabilityOf, type Served } from "./fit-site.ts";

const FOLDS = 5;
const SEED = 14;
const FITS = 500;
const REPEATS = 2000;

/** A calibration on cases that it was not fitted on. */
export type SiteFigures = {
  readonly brier: number;
  readonly calibrationError: number;
  readonly sensitivity: Share;
  readonly specificity: Share;
};

export type MeasuredSite = {
  /** As the model came. */
  readonly before: SiteFigures;
  /** Each fifth of the groups by a fit on the other four. */
  readonly after: SiteFigures;
  /** After less before; below 0 is better. */
  readonly brierChange: number;
  readonly brierInterval: Interval | null;
  /** Of the fit on all cases, over resamples of the groups. */
  readonly intervals: Readonly<Record<"scale" | "shift" | "threshold", Interval | null>>;
};

type Verdicts = { readonly probabilities: readonly number[]; readonly flagged: readonly boolean[] };

function figuresOf({ probabilities, flagged }: Verdicts, truth: readonly boolean[]): SiteFigures {
  const counts = countAt(flagged.map(Number), truth, 1);
  return {
    brier: brierScore(probabilities, truth),
    calibrationError: expectedCalibrationError(probabilities, truth),
    sensitivity: shareOf(counts.truePositives, counts.truePositives + counts.falseNegatives),
    specificity: shareOf(counts.trueNegatives, counts.trueNegatives + counts.falsePositives),
  };
}

const pick = ({ logits, truth }: Cases, cases: readonly number[]) => ({
  logits: cases.map((at) => logits[at]!),
  truth: cases.map((at) => truth[at]!),
});

const bothKinds = (truth: readonly boolean[]) => truth.includes(true) && truth.includes(false);

/** Which fifth each case falls into; cases of one group fall into the same. */
export function foldsOf(groups: readonly string[]): number[] {
  const random = createRandom(SEED);
  const shuffled = [...new Set(groups)].map((group) => ({ group, at: random.next() }));
  const order = shuffled.toSorted((a, b) => a.at - b.at).map(({ group }) => group);
  const places = new Map(order.map((group, place) => [group, place % FOLDS]));
  return groups.map((group) => places.get(group)!);
}

function serve(served: Served, logits: readonly number[]): Verdicts {
  const probabilities = logits.map((logit) => probabilityOf(served, logit));
  return { probabilities, flagged: probabilities.map((probability) => probability >= served.threshold) };
}

/** Every case judged by a fit that has not seen its group. */
function crossed(cases: Cases, own: Served, plan: Plan): Verdicts {
  const folds = foldsOf(cases.groups);
  const probabilities = new Array<number>(folds.length);
  const flagged = new Array<boolean>(folds.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const within = folds.flatMap((each, at) => (each === fold ? [at] : []));
    const others = pick(
      cases,
      folds.flatMap((each, at) => (each === fold ? [] : [at])),
    );
    const served = bothKinds(others.truth) ? fitSite(others, own, plan) : own;
    const judged = serve(served, pick(cases, within).logits);
    for (const [place, at] of within.entries()) {
      probabilities[at] = judged.probabilities[place]!;
      flagged[at] = judged.flagged[place]!;
    }
  }
  return { probabilities, flagged };
}

function intervalsOf(cases: Cases, own: Served, plan: Plan): MeasuredSite["intervals"] {
  const fits: Served[] = [];
  for (const weights of drawPatients(cases.groups, { repeats: FITS, seed: SEED })) {
    const drawn = pick(
      cases,
      Array.from(weights).flatMap((weight, at) => new Array<number>(weight).fill(at)),
    );
    if (bothKinds(drawn.truth)) fits.push(fitSite(drawn, own, plan));
  }
  const of = (what: keyof Served) => percentilesOf(fits.map((fit) => fit[what]));
  return { scale: of("scale"), shift: of("shift"), threshold: of("threshold") };
}

/** Measures what a fit to a site's cases is worth, on cases that each fit has not seen. */
export function measureSite(cases: Cases, own: Served, plan: Plan): MeasuredSite {
  const { truth, groups, logits } = cases;
  const before = serve(own, logits);
  const after = crossed(cases, own, plan);
  const changes = truth.map((positive, at) => {
    const target = Number(positive);
    return (after.probabilities[at]! - target) ** 2 - (before.probabilities[at]! - target) ** 2;
  });
  const meanOver = (weights: ArrayLike<number>) => {
    let sum = 0;
    let total = 0;
    for (const [at, change] of changes.entries()) {
      sum += weights[at]! * change;
      total += weights[at]!;
    }
    return total > 0 ? sum / total : null;
  };
  const drawn: (number | null)[] = [];
  for (const weights of drawPatients(groups, { repeats: REPEATS, seed: SEED })) drawn.push(meanOver(weights));
  return {
    before: figuresOf(before, truth),
    after: figuresOf(after, truth),
    brierChange: meanOver(changes.map(() => 1)) ?? 0,
    brierInterval: percentilesOf(drawn),
    intervals: intervalsOf(cases, own, plan),
  };
}
