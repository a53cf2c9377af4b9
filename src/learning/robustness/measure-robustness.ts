import type { Label } from "../../core/label.ts";
import { HELD_OUT } from "../../vision/disturb/kinds.ts";
import type { LabelRow } from "../labels.ts";
import { drawPatients, meanOf, percentilesOf } from "../metrics/bootstrap.ts";
import { type Interval, type Share, shareOf } from "../metrics/interval.ts";
import { prepareAuc, type WeighedAuc } from "../metrics/roc-auc.ts";
import { prepareWithinSource } from "../metrics/within-source.ts";
import type { Condition } from "./conditions.ts";
import type { ConditionResult, InputResult } from "./measure-condition.ts";

/** A figure with its 95 % interval: patients drawn again and again, all conditions measured on the same draws. */
export type Estimate = { readonly value: number | null; readonly interval: Interval | null };

type InputFigures = {
  /** Over all films, refused or not. */
  readonly meanAuc: number | null;
  /** Mean AUC of the undisturbed films, raw, less this one's. */
  readonly drop: Estimate;
  /** The same over pairs of films of one source. */
  readonly dropWithinSource: Estimate;
  readonly refused: Share;
  /** Films by the reason of their refusal. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Films whose finding of first rank is another than that of the undisturbed film. */
  readonly topChanged: Share;
  /** Mean intersection over union; null where no place can be compared. */
  readonly overlap: number | null;
};

export type ConditionFigures = Condition & {
  readonly heldOut: boolean;
  readonly raw: InputFigures;
  readonly straight: InputFigures;
  /** Mean AUC straightened less mean AUC raw. */
  readonly gain: Estimate;
  readonly untouched: number;
};

/** Mean AUCs by draw: the first is of the films as they are. */
type Series = {
  readonly auc: readonly (number | null)[];
  readonly withinSource: readonly (number | null)[];
};

export type ConditionSeries = Condition & { readonly raw: Series; readonly straight: Series };

export type Measured = {
  readonly undisturbed: Series;
  readonly series: readonly ConditionSeries[];
  readonly conditions: readonly ConditionFigures[];
};

export const REPEATS = 1000;
const SEED = 14;

/** Value and interval of a series whose first entry is of the films as they are. */
export const estimateOf = ([value = null, ...draws]: readonly (number | null)[]): Estimate => ({
  value,
  interval: value === null ? null : percentilesOf(draws),
});

export const minus = (
  one: readonly (number | null)[],
  other: readonly (number | null)[],
): (number | null)[] =>
  one.map((value, at) => {
    const less = other[at] ?? null;
    return value === null || less === null ? null : value - less;
  });

type Ready = { readonly auc: readonly WeighedAuc[]; readonly withinSource: readonly WeighedAuc[] };

function prepare({ probabilities }: InputResult, labels: readonly Label[], rows: readonly LabelRow[]): Ready {
  const sources = rows.map(({ source }) => source);
  const parts = labels.map((label, output) => {
    const scores = Float64Array.from(probabilities, (film) => film[output]!);
    const truth = rows.map(({ findings }) => findings.has(label));
    return { auc: prepareAuc(scores, truth), withinSource: prepareWithinSource(sources, scores, truth) };
  });
  return { auc: parts.map(({ auc }) => auc), withinSource: parts.map(({ withinSource }) => withinSource) };
}

/**
 * Compares every condition with the undisturbed films by the paired bootstrap over patients: each draw measures all of them.
 *
 * @param results the undisturbed films (`identity`) first; probabilities film by film in the order of `rows`
 * @param labels of the network's outputs
 */
export function measureRobustness(
  results: readonly ConditionResult[],
  rows: readonly LabelRow[],
  labels: readonly Label[],
  onProgress: (done: number, total: number) => void = () => {},
): Measured {
  const [first] = results;
  if (first?.kind !== "identity") throw new RangeError("the undisturbed films come first");
  // What was untouched everywhere is measured once.
  const prepared = new Map<InputResult, Ready>();
  const readyOf = (result: InputResult): Ready => {
    const ready = prepared.get(result) ?? prepare(result, labels, rows);
    prepared.set(result, ready);
    return ready;
  };
  const inputs = results.flatMap(({ raw, straight, untouched }) => [
    readyOf(raw),
    readyOf(untouched === rows.length ? raw : straight),
  ]);
  const distinct = [...new Set(inputs)];
  const auc = new Map(distinct.map((ready) => [ready, [] as (number | null)[]]));
  const within = new Map(distinct.map((ready) => [ready, [] as (number | null)[]]));
  const measure = (weights?: Float64Array) => {
    for (const ready of distinct) {
      auc.get(ready)!.push(meanOf(ready.auc.map((each) => each(weights))));
      within.get(ready)!.push(meanOf(ready.withinSource.map((each) => each(weights))));
    }
  };
  measure();
  const patients = rows.map(({ patient }) => patient);
  let done = 0;
  for (const weights of drawPatients(patients, { repeats: REPEATS, seed: SEED })) {
    measure(weights);
    done += 1;
    onProgress(done, REPEATS);
  }
  const seriesAt = (place: number): Series => {
    const ready = inputs[place]!;
    return { auc: auc.get(ready)!, withinSource: within.get(ready)! };
  };
  const undisturbed = seriesAt(0);
  const series = results.map(
    ({ kind, level }, place): ConditionSeries => ({
      kind,
      level,
      raw: seriesAt(2 * place),
      straight: seriesAt(2 * place + 1),
    }),
  );
  const conditions = results.map((result, place): ConditionFigures => {
    const { kind, level, untouched } = result;
    const { raw, straight } = series[place]!;
    return {
      kind,
      level,
      heldOut: HELD_OUT.includes(kind),
      raw: figuresOf(result.raw, raw, first.raw, undisturbed),
      straight: figuresOf(result.straight, straight, first.raw, undisturbed),
      gain: estimateOf(minus(straight.auc, raw.auc)),
      untouched,
    };
  });
  return { undisturbed, series, conditions };
}

function figuresOf(
  { top, refusals, overlaps }: InputResult,
  series: Series,
  reference: InputResult,
  undisturbed: Series,
): InputFigures {
  const counted: Record<string, number> = {};
  for (const refusal of refusals) if (refusal !== null) counted[refusal] = (counted[refusal] ?? 0) + 1;
  const refused = refusals.filter((refusal) => refusal !== null).length;
  const changed = top.filter((label, film) => label !== reference.top[film]).length;
  return {
    meanAuc: series.auc[0] ?? null,
    drop: estimateOf(minus(undisturbed.auc, series.auc)),
    dropWithinSource: estimateOf(minus(undisturbed.withinSource, series.withinSource)),
    refused: shareOf(refused, refusals.length),
    refusals: counted,
    topChanged: shareOf(changed, top.length),
    overlap: meanOf(overlaps),
  };
}
