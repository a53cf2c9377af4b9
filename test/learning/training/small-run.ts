import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Batch, BatchSource } from "../../../src/learning/batch.ts";
import { parseRecipe } from "../../../src/learning/training/read-recipe.ts";
import type { Recipe } from "../../../src/learning/training/recipe.ts";
import type { Run } from "../../../src/learning/training/run-folder.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";

/** The body of the small DenseNet that the fixtures train. */
export const SMALL_BODY = { growth: 8, bottleneck: 4, initialWidth: 16, blocks: [2, 3, 2, 2] };

/** A recipe of the small DenseNet; `changes` replace whole keys. */
export function smallRecipe(changes: Readonly<Record<string, unknown>> = {}): Recipe {
  return parseRecipe(JSON.stringify({ ...smallRecipeInput(), ...changes }), "small recipe");
}

export function smallRecipeInput() {
  return {
    format: 1,
    name: "small",
    task: { kind: "multi-label" },
    network: { body: SMALL_BODY, head: "linear" },
    input: { channels: 3 },
    loss: { kind: "binary-cross-entropy", weights: "none" },
    optimiser: { kind: "adam", decay: 0.01 },
    phases: [{ name: "all", trains: "all", epochs: 2, size: 64, batch: 4, rate: 0.003 }],
  };
}

/** A run of that recipe on six films that nobody has prepared. */
export function runOf(settings: Recipe): Run {
  return {
    format: 1,
    settings,
    from: null,
    data: {
      dataset: "films",
      fingerprint: "0".repeat(64),
      split: "by column",
      train: 6,
      val: 6,
      sha256: "0".repeat(64),
    },
    normalisation: { mean: [0.5], std: [0.25], range: 1 },
    labelWeights: settings.task.kind === "multi-label" ? settings.task.findings.map(() => 1) : [1, 1],
    threads: 1,
    provider: "cpu",
    versions: {},
  };
}

/** Batches that are there already. */
export function fixedSource(batches: readonly Batch[]): BatchSource {
  return {
    length: batches.length,
    async *batches(_, skip = 0) {
      yield* batches.slice(skip);
    },
  };
}

const FINDINGS = ["Effusion", "Cardiomegaly", "No Finding", "Pneumothorax"] as const;
const DRAWN = [["effusion"], ["enlarged-heart"], [], ["pneumothorax"]] as const;

/** Writes phantoms with their labels in NIH's layout: each finding in turn, every fifth film is for val. */
export async function writePhantoms(dir: string, films: number): Promise<{ images: string; labels: string }> {
  const images = join(dir, "images");
  const labels = join(dir, "labels.csv");
  await mkdir(images, { recursive: true });
  const lines = ["Image Index,Finding Labels,Patient ID,split"];
  for (let film = 0; film < films; film += 1) {
    const name = `phantom-${String(film).padStart(2, "0")}.png`;
    const kind = film % FINDINGS.length;
    await writeFile(
      join(images, name),
      await phantomPng({ size: 256, seed: film + 1, findings: DRAWN[kind] ?? [] }),
    );
    lines.push(`${name},${FINDINGS[kind]},${film},${film % 5 === 4 ? "val" : "train"}`);
  }
  await writeFile(labels, `${lines.join("\n")}\n`);
  return { images, labels };
}
