import { readReadingConfig } from "../config/reading-config.ts";
import { type CardSection, writeCardSection } from "../learning/model-card.ts";
import type { OnProgress } from "../learning/predict-films.ts";
import type { Model } from "../networks/load-model.ts";
import type { Manifest } from "../networks/manifest.ts";
import { readManifest, writeManifest } from "../networks/manifest-file.ts";
import { withMeasured } from "../networks/with-measured.ts";
import { openModel } from "./open-model.ts";
import { createProgress } from "./progress.ts";

/** What a measurement prints: lines, or with `--json` one document. */
export type Printed = { readonly text: readonly string[]; readonly json: unknown };

/**
 * Opens a model that need not be ready, measures it with progress on stderr, and prints what came of it. The model is released
 * whatever happens.
 *
 * @param counted what is counted while it runs, such as "films read"
 */
export async function measureModel<T extends Printed>(
  dir: string,
  { counted, json }: { counted: string; json: boolean },
  measure: (model: Model, onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const model = await openModel(dir, readReadingConfig(process.env), { requireReady: false });
  const progress = createProgress(process.stderr, counted);
  try {
    const found = await measure(model, progress.show);
    progress.end();
    process.stdout.write(json ? `${JSON.stringify(found.json, null, 1)}\n` : `${found.text.join("\n")}\n`);
    return found;
  } finally {
    progress.end();
    await model.release();
  }
}

/** Writes what was measured of a model into its manifest and its card. */
export async function keepMeasured(
  { dir, manifest: { sha256 } }: Model,
  found: Partial<Pick<Manifest, "calibration" | "screen" | "uncertainty">>,
  [section, card]: readonly [CardSection, string],
): Promise<void> {
  // Read again: something else may have been written meanwhile.
  await writeManifest(dir, withMeasured(await readManifest(dir), found, sha256));
  await writeCardSection(dir, section, card);
}
