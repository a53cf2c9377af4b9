import type { Model } from "../networks/load-model.ts";
import { locateFilms } from "./film-files.ts";
import type { LabelledOutputs } from "./labelled-outputs.ts";
import type { LabelRow } from "./labels.ts";
import { decodeFile, type OnProgress, predictFilms } from "./predict-films.ts";

/** What a network said of labelled films, with what it saw in them and where they lie. */
export type SeenFilms = LabelledOutputs & {
  /** One row of `dimension` pooled features per film. */
  readonly features: Float32Array;
  readonly dimension: number;
  readonly paths: readonly string[];
};

/** Runs the network once over the films to fit on and those to measure on, as they lie in a folder. */
export async function predictSplits(
  model: Model,
  images: string,
  { val, test }: Readonly<Record<"val" | "test", readonly LabelRow[]>>,
  onProgress: OnProgress = () => {},
): Promise<Record<"val" | "test", SeenFilms>> {
  const rows = [...val, ...test];
  const paths = await locateFilms(
    images,
    rows.map(({ image }) => image),
  );
  const { logits, features } = await predictFilms(model, paths, (path) => decodeFile(path), onProgress);
  const { labels } = model.manifest;
  const dimension = features.length / rows.length;
  const part = (from: number, to: number): SeenFilms => ({
    rows: rows.slice(from, to),
    labels,
    logits: logits.subarray(from * labels.length, to * labels.length),
    features: features.subarray(from * dimension, to * dimension),
    dimension,
    paths: paths.slice(from, to),
  });
  return { val: part(0, val.length), test: part(val.length, rows.length) };
}
