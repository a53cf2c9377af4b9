import { readReadingConfig } from "../config/reading-config.ts";
import { type DrawnFilms, drawPicked } from "../learning/evaluation/draw-picked.ts";
import type { Evaluation } from "../learning/evaluation/evaluate-predictions.ts";
import { pickFilms } from "../learning/evaluation/pick-films.ts";
import type { PredictionFile } from "../learning/evaluation/read-predictions.ts";
import type { LabelRow } from "../learning/labels.ts";
import type { PredictionSource } from "./evaluate-options.ts";
import { openModel } from "./open-model.ts";

/**
 * Draws where the measured model looked, on films picked by what it said of them.
 *
 * @returns undefined where no model ran, or no finding is on some films and not on others
 */
export async function drawLooked(
  source: PredictionSource,
  rows: readonly LabelRow[],
  { given, evaluation }: { readonly given: PredictionFile; readonly evaluation: Evaluation },
): Promise<DrawnFilms | undefined> {
  if (source.kind !== "model") return undefined;
  const picked = pickFilms(rows, given, evaluation);
  if (!picked) return undefined;
  const model = await openModel(source.dir, readReadingConfig(process.env), { requireReady: false });
  try {
    return await drawPicked(model, source.images, picked);
  } finally {
    await model.release();
  }
}
