import { type DrawnFilms, drawPicked } from "../learning/evaluation/draw-picked.ts";
import type { Evaluation } from "../learning/evaluation/evaluate-predictions.ts";
import { pickFilms } from "../learning/evaluation/pick-films.ts";
import type { PredictionFile } from "../learning/evaluation/read-predictions.ts";
import type { LabelRow } from "../learning/labels.ts";
import type { Model } from "../networks/load-model.ts";

/**
 * Draws where the measured model looked, on films picked by what it said of them.
 *
 * @returns undefined where no finding is on some films and not on others
 */
export async function drawLooked(
  model: Model,
  images: string,
  rows: readonly LabelRow[],
  { given, evaluation }: { readonly given: PredictionFile; readonly evaluation: Evaluation },
): Promise<DrawnFilms | undefined> {
  const picked = pickFilms(rows, given, evaluation);
  return picked && drawPicked(model, images, picked);
}
