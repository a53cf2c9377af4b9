import { LABELS, type Label } from "../../core/label.ts";
import type { LabelRow } from "../labels.ts";
import { classWeights, WEIGHT_KINDS } from "./class-weights.ts";

/** Figures of one finding over films. */
type LabelFigures = {
  readonly label: Label;
  readonly films: number;
  /** One against all others, eq. 1 with two classes: n / (2 n_c) of the films without it and of those with it. */
  readonly classWeights: readonly [others: number | null, finding: number | null];
  /** Positive weights for the multi-label loss; null where there is nothing to divide by. */
  readonly positiveWeights: {
    /** Eq. 1 over the findings: n / (k n_c). */
    readonly balanced: number | null;
    /** Films without it to films with it. */
    readonly ratio: number | null;
    /** diag / (row sum - diag) of the co-occurrence matrix, as the paper's notebooks had it. */
    readonly "co-occurrence": number | null;
  };
};

export type LabelStatistics = {
  readonly films: number;
  readonly patients: number;
  readonly noFinding: number;
  readonly labels: readonly Label[];
  readonly figures: readonly LabelFigures[];
  readonly coOccurrence: {
    /** How many films bear both; on the diagonal, how many bear the one. */
    readonly raw: readonly (readonly number[])[];
    /** Each row divided by its diagonal: the share of the row's films that bear the column; null for a finding without films. */
    readonly normalised: readonly (readonly (number | null)[])[];
  };
  /** Films by how many findings they bear: none, one, ... */
  readonly findingsPerFilm: readonly number[];
  readonly ages: {
    readonly known: number;
    /** Beyond any human age: typing errors in NIH's metadata. */
    readonly implausible: number;
    /** Of the plausible ones, in years. */
    readonly quantiles: Readonly<Record<"min" | "q25" | "median" | "q75" | "max", number>> | null;
    /** Films by decade of life; the key is its first year. */
    readonly decades: Readonly<Record<string, number>>;
  };
  readonly views: Readonly<Record<string, number>>;
  readonly genders: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<string, number>>;
  readonly splits: Readonly<Record<string, number>>;
};

const OLDEST = 120;

const share = (above: number, below: number) => (below === 0 ? null : above / below);

/** Quantile of sorted values by linear interpolation, as NumPy's. */
function quantile(sorted: readonly number[], at: number): number {
  const place = (sorted.length - 1) * at;
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

function countValues(values: readonly (string | undefined)[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== undefined && value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].toSorted(([, one], [, other]) => other - one));
}

function ageFigures(rows: readonly Pick<LabelRow, "age">[]): LabelStatistics["ages"] {
  const known = rows.map(({ age }) => age).filter((age) => age !== undefined);
  const ages = known.filter((age) => age <= OLDEST).toSorted((one, other) => one - other);
  const decades: Record<string, number> = {};
  for (const age of ages) {
    const decade = String(Math.floor(age / 10) * 10);
    decades[decade] = (decades[decade] ?? 0) + 1;
  }
  const at = (part: number) => quantile(ages, part);
  return {
    known: known.length,
    implausible: known.length - ages.length,
    quantiles:
      ages.length === 0 ? null : { min: at(0), q25: at(0.25), median: at(0.5), q75: at(0.75), max: at(1) },
    decades,
  };
}

function countPairs(rows: readonly Pick<LabelRow, "findings">[]): number[][] {
  const raw = LABELS.map(() => LABELS.map(() => 0));
  const place = new Map(LABELS.map((label, at) => [label, at]));
  for (const { findings } of rows) {
    const places = [...findings].map((label) => place.get(label)!);
    for (const one of places) for (const other of places) raw[one]![other]! += 1;
  }
  return raw;
}

/** Counts and weights of NIH's 14 findings over films; the paper's eq. 1 and Fig. 3. */
export function labelStatistics(rows: readonly LabelRow[]): LabelStatistics {
  const raw = countPairs(rows);
  const n = rows.length;
  const [balanced = [], ratio = [], coOccurrence = []] = WEIGHT_KINDS.map((kind) =>
    classWeights(kind, raw, n),
  );
  const weights = { balanced, ratio, "co-occurrence": coOccurrence };
  const perFilm: number[] = [];
  for (const { findings } of rows) perFilm[findings.size] = (perFilm[findings.size] ?? 0) + 1;
  return {
    films: n,
    patients: new Set(rows.map(({ patient }) => patient)).size,
    noFinding: rows.filter(({ findings }) => findings.size === 0).length,
    labels: LABELS,
    figures: LABELS.map((label, at) => {
      const films = raw[at]![at]!;
      const [others, finding] = classWeights(
        "balanced",
        [
          [n - films, 0],
          [0, films],
        ],
        n,
      );
      return {
        label,
        films,
        classWeights: [others ?? null, finding ?? null],
        positiveWeights: {
          balanced: weights.balanced[at] ?? null,
          ratio: weights.ratio[at] ?? null,
          "co-occurrence": weights["co-occurrence"][at] ?? null,
        },
      };
    }),
    coOccurrence: {
      raw,
      normalised: raw.map((row, at) => row.map((count) => share(count, raw[at]![at]!))),
    },
    findingsPerFilm: Array.from(perFilm, (count) => count ?? 0),
    ages: ageFigures(rows),
    views: countValues(rows.map(({ view }) => view)),
    genders: countValues(rows.map(({ gender }) => gender)),
    sources: countValues(rows.map(({ source }) => source)),
    splits: countValues(rows.map(({ split }) => split)),
  };
}
