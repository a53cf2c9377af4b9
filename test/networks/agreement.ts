import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ImportOptions, importCheckpoint } from "../../src/networks/import-checkpoint.ts";
import { loadModel, type NetworkOutput } from "../../src/networks/load-model.ts";
import type { Manifest } from "../../src/networks/manifest.ts";

export const FIXTURES = join(import.meta.dirname, "../fixtures/checkpoints");
export const SHARED = join(import.meta.dirname, "../../../shared/checkpoints");

/** A folder that goes away with its user. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "roentgram-model-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a test says of a checkpoint: the rest is the command line's defaults. */
export const options = (
  checkpoint: string,
  out: string,
  more: Partial<ImportOptions> = {},
): ImportOptions => ({
  checkpoint,
  out: join(out, "model"),
  name: "model",
  size: 64,
  half: false,
  activation: "sigmoid",
  normalisation: { mean: [0.5], std: [0.25], range: 1 },
  licence: "none",
  version: "1",
  training: { data: "", split: "" },
  ...more,
});

/** Imports a checkpoint and runs it once. */
export async function importAndRun(
  checkpoint: string,
  images: { shape: readonly number[]; data: Float32Array },
  more: Partial<ImportOptions> = {},
): Promise<{ output: NetworkOutput; manifest: Manifest; warnings: readonly string[] }> {
  return withFolder(async (folder) => {
    const { warnings } = await importCheckpoint(options(checkpoint, folder, more));
    const model = await loadModel(join(folder, "model"), {
      threads: 1,
      provider: "cpu",
      requireReady: false,
    });
    try {
      return {
        output: await model.run(images.data, images.shape[0] ?? 0),
        manifest: model.manifest,
        warnings,
      };
    } finally {
      await model.release();
    }
  });
}

/** The largest distance between two lists of numbers; infinite when their lengths differ. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return Array.from(expected).reduce((most, value, index) => {
    const difference = Math.abs(value - (actual[index] ?? Number.NaN));
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
}

/** The largest distance between maps, each measured by the expected map's maximum; maps of nothing must stay so. */
export function mapDistance(actual: Float32Array, expected: Float32Array, cells: number): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let start = 0; start < expected.length; start += cells) {
    const map = expected.subarray(start, start + cells);
    const peak = Math.max(...map);
    const apart = distance(actual.subarray(start, start + cells), map);
    most = Math.max(most, peak > 0 ? apart / peak : apart);
  }
  return most;
}
