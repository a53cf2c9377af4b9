import type { ReadingConfig } from "../config/reading-config.ts";
import { describeComputing } from "../networks/choose-provider.ts";
import { loadModel, type Model } from "../networks/load-model.ts";

/**
 * Opens a model for a command. Where `auto` tried an accelerator and fell back to the CPU, a line on stderr says so and why.
 *
 * @throws {UserError} as {@link loadModel} does
 */
export async function openModel(
  dir: string,
  config: ReadingConfig,
  options: { readonly requireReady?: boolean } = {},
): Promise<Model> {
  const model = await loadModel(dir, {
    threads: config.INFERENCE_THREADS,
    provider: config.EXECUTION_PROVIDER,
    ...options,
  });
  if (model.computing.fellBack)
    process.stderr.write(`EXECUTION_PROVIDER: ${describeComputing(model.computing)}\n`);
  return model;
}
