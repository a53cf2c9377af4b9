import type { Comparison } from "../compare-predictions.ts";
import type { Curves } from "../curves.ts";
import type { DrawnFilms } from "../draw-picked.ts";
import type { Evaluation } from "../evaluate-predictions.ts";
import type { PredictionOrigin } from "../read-predictions.ts";

/** One set of predictions as measured, and what it came from. */
type Judged = {
  readonly origin: PredictionOrigin;
  readonly evaluation: Evaluation;
  readonly curves: Curves;
};

export type ReportInput = {
  readonly ours: Judged;
  readonly others?: (Judged & { readonly comparison: Comparison }) | undefined;
  /** Where ours looked; `undefined` where no model ran or no film could be chosen. */
  readonly looked?: DrawnFilms | undefined;
  readonly labels: { readonly file: string; readonly sha256: string };
  readonly split: string | undefined;
  /** Patients of the measured films who have films in other splits too; `undefined` without a split. */
  readonly sharedPatients: number | undefined;
  /** Predictions of films that the label file does not name. */
  readonly unlabelled: number;
  /** Day of the measurement, `2026-01-31`. */
  readonly day: string;
  readonly version: string;
};
