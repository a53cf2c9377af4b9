import { reportable } from "../../core/finding.ts";
import { LABELS, type Label } from "../../core/label.ts";
import type { Calibration, Uncertainty } from "../../networks/manifest.ts";
import { judgeFilm } from "../../vision/judge-film.ts";
import { type LabelledOutputs, logitsOf, truthOf } from "../labelled-outputs.ts";
import { drawPatients, meanOf, percentilesOf } from "../metrics/bootstrap.ts";
import { type Interval, type Share, shareOf } from "../metrics/interval.ts";
import { prepareAuc } from "../metrics/roc-auc.ts";
import { type FilmDoubt, isUnlike, isUnsteady, logitsAt } from "./doubt-films.ts";

const REPEATS = 2000;
const SEED = 14;

/** Mean AUC over the findings that have positive and negative films in each part compared. */
export type DoubtedAuc = {
  readonly all: number | null;
  readonly kept: number | null;
  readonly unsure: number | null;
  /** Kept less all, and its interval over resamples of patients, paired. */
  readonly gain: number | null;
  readonly gainInterval: Interval | null;
  readonly labels: readonly Label[];
};

export type DoubtRates = {
  readonly films: number;
  readonly unsure: Share;
  readonly unlike: Share;
  readonly unsteady: Share;
  readonly lookedAgain: Share;
};

export type MeasuredDoubts = DoubtRates & {
  readonly auc: DoubtedAuc;
  /** Films on which a finding would be named, by whether the one named first is among their labels. */
  readonly firstRight: { readonly all: Share; readonly kept: Share };
  /** Unsure films among those of which nothing would have been named. */
  readonly unsureOfNothing: Share;
};

export function ratesOf(
  films: readonly FilmDoubt[],
  limits: Pick<Uncertainty, "distance" | "disagreement">,
): DoubtRates {
  const count = (test: (film: FilmDoubt) => boolean) => shareOf(films.filter(test).length, films.length);
  return {
    films: films.length,
    unsure: count((film) => isUnlike(film, limits) || isUnsteady(film, limits)),
    unlike: count((film) => isUnlike(film, limits)),
    unsteady: count((film) => isUnsteady(film, limits)),
    lookedAgain: count(({ lookedAgain }) => lookedAgain),
  };
}

/** @param unsure which of the films are */
export function compareAucs(test: LabelledOutputs, unsure: readonly boolean[]): DoubtedAuc {
  const prepared = test.labels.map((label) => prepareAuc(logitsOf(test, label), truthOf(test, label)));
  const masked = (weights: ArrayLike<number>, which: boolean) =>
    Float64Array.from(weights, (weight, film) => (unsure[film] === which ? weight : 0));
  const ones = new Float64Array(test.rows.length).fill(1);
  const pair = (weights: ArrayLike<number>) => {
    const kept = masked(weights, false);
    const both = prepared.flatMap((auc) => {
      const [whole, part] = [auc(weights), auc(kept)];
      return whole === null || part === null ? [] : [[whole, part] as const];
    });
    return { all: meanOf(both.map(([whole]) => whole)), kept: meanOf(both.map(([, part]) => part)) };
  };
  const gainOf = ({ all, kept }: { all: number | null; kept: number | null }) =>
    all === null || kept === null ? null : kept - all;
  const gains: (number | null)[] = [];
  const draws = drawPatients(
    test.rows.map(({ patient }) => patient),
    { repeats: REPEATS, seed: SEED },
  );
  for (const weights of draws) gains.push(gainOf(pair(weights)));
  const whole = pair(ones);
  const keptOnes = masked(ones, false);
  return {
    ...whole,
    unsure: meanOf(prepared.map((auc) => auc(masked(ones, true)))),
    gain: gainOf(whole),
    gainInterval: percentilesOf(gains),
    labels: LABELS.filter((label) => {
      const at = test.labels.indexOf(label);
      return at >= 0 && prepared[at]!(ones) !== null && prepared[at]!(keptOnes) !== null;
    }),
  };
}

/** Measures on test films what saying "not sure" costs and brings. */
export function measureDoubts(
  test: LabelledOutputs,
  films: readonly FilmDoubt[],
  limits: Pick<Uncertainty, "distance" | "disagreement">,
  calibration: Pick<Calibration, "findings">,
): MeasuredDoubts {
  const unsure = films.map((film) => isUnlike(film, limits) || isUnsteady(film, limits));
  const named = test.rows.map(
    (_, film) => reportable(judgeFilm(logitsAt(test, film), test.labels, calibration))[0]?.label,
  );
  const right = (picks: (film: number) => boolean) => {
    const told = named.flatMap((label, film) =>
      label !== undefined && picks(film) ? [test.rows[film]!.findings.has(label)] : [],
    );
    return shareOf(told.filter(Boolean).length, told.length);
  };
  const nothing = named.flatMap((label, film) => (label === undefined ? [unsure[film]!] : []));
  return {
    ...ratesOf(films, limits),
    auc: compareAucs(test, unsure),
    firstRight: { all: right(() => true), kept: right((film) => !unsure[film]) },
    unsureOfNothing: shareOf(nothing.filter(Boolean).length, nothing.length),
  };
}
