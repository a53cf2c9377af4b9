import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Model } from "../../networks/load-model.ts";
import { startFilmWorkers } from "../dataset/film-workers.ts";
import { createConditionFiles } from "./condition-files.ts";
import { type Condition, nameOf } from "./conditions.ts";
import { type ConditionResult, measureCondition, seeUndisturbed } from "./measure-condition.ts";
import { createWitness } from "./witness.ts";

export type MeasureModel = {
  readonly model: Model;
  readonly paths: readonly string[];
  readonly conditions: readonly Condition[];
  readonly seed: number;
  /** Where each condition's result is kept. */
  readonly folder: string;
  readonly version: string;
  /** Threads that disturb and decode. */
  readonly threads: number;
  /** Told the condition, films done and in all, and the seconds that are left by the pace so far. */
  readonly onProgress: (condition: string, done: number, total: number, secondsLeft: number | null) => void;
};

async function hashFilms(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(basename(path)).update(await readFile(path));
  return hash.digest("hex");
}

/** Measures a model under each condition; those measured before with the same model, films, seed and version are taken as they are. */
export async function measureModel({
  model,
  paths,
  conditions,
  seed,
  folder,
  version,
  threads,
  onProgress,
}: MeasureModel): Promise<{ results: ConditionResult[]; takenUp: number }> {
  const { manifest } = model;
  const files = createConditionFiles(folder, {
    // Calibration and screen stand in the manifest and change refusals and ranks.
    model: createHash("sha256").update(JSON.stringify(manifest)).digest("hex"),
    seed,
    films: await hashFilms(paths),
    version,
  });
  const kept = await Promise.all(conditions.map(files.read));
  const open = kept.filter((result) => result === undefined).length;
  const takenUp = conditions.length - open;
  if (open === 0) return { results: kept.filter((result) => result !== undefined), takenUp };
  const workers = startFilmWorkers(threads);
  try {
    // The undisturbed films are seen once more, for their maps.
    const total = (open + 1) * paths.length;
    const begun = performance.now();
    let done = 0;
    let name = "undisturbed";
    const onFilms = (films: number) => {
      done += films;
      const seconds = (performance.now() - begun) / 1000;
      onProgress(name, done, total, (seconds / done) * (total - done));
    };
    const measuring = { paths, seed, workers, witness: createWitness(model), onFilms };
    const reference = await seeUndisturbed(measuring);
    const results: ConditionResult[] = [];
    for (const [place, condition] of conditions.entries()) {
      const before = kept[place];
      name = nameOf(condition);
      const result = before ?? (await measureCondition(condition, reference, measuring));
      if (!before) await files.write(result);
      results.push(result);
    }
    return { results, takenUp };
  } finally {
    await workers.close();
  }
}
