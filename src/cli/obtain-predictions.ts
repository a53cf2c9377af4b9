import { stat } from "node:fs/promises";
import { readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { predictLabelled } from "../learning/evaluation/predict-labelled.ts";
import { type PredictionFile, readPredictions } from "../learning/evaluation/read-predictions.ts";
import type { LabelRow } from "../learning/labels.ts";
import type { Model } from "../networks/load-model.ts";
import type { PredictionSource } from "./evaluate-options.ts";
import { openModel } from "./open-model.ts";
import { createProgress } from "./progress.ts";

const openAt = (dir: string) => openModel(dir, readReadingConfig(process.env), { requireReady: false });

/** Opens a source's model; undefined for a file of predictions. */
export async function openSource(source: PredictionSource): Promise<Model | undefined> {
  return source.kind === "model" ? openAt(source.dir) : undefined;
}

/**
 * Runs a model over films, or reads what was predicted for them.
 *
 * @param opened the source's model, where it is open already; it stays so
 * @throws {UserError} for what is missing or cannot be read
 */
export async function obtainPredictions(
  source: PredictionSource,
  rows: readonly LabelRow[],
  { flip }: { readonly flip: boolean },
  opened?: Model,
): Promise<PredictionFile> {
  if (source.kind === "predictions") return readPredictions(source.path);
  const model = opened ?? (await openAt(source.dir));
  const progress = createProgress(process.stderr, flip ? "films and mirror images read" : "films read");
  try {
    return await predictLabelled(model, source.images, rows, { flip, onProgress: progress.show });
  } finally {
    progress.end();
    if (!opened) await model.release();
  }
}

/**
 * Tells a model folder from a predictions file.
 *
 * @throws {UserError} when nothing is there, or when a model has no films to run over
 */
export async function sourceAt(path: string, images: string | undefined): Promise<PredictionSource> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(
      `evaluate: --compare ${path}: cannot be opened (${cause.code}). Name a model folder or a predictions CSV.`,
      { exitCode: 2, cause },
    );
  });
  if (!found.isDirectory()) return { kind: "predictions", path };
  if (images !== undefined) return { kind: "model", dir: path, images };
  throw new UserError(
    `evaluate: --compare ${path} is a model, which runs over films: say where they are with --images DIR`,
    { exitCode: 2 },
  );
}
