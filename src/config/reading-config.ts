import { resolve } from "node:path";
import { z } from "zod";
import { availableCpus } from "./cpus.ts";
import { STARTER_MODEL_DIR } from "./paths.ts";
import { oneOf, readEnv, whole } from "./read-env.ts";

const EXECUTION_PROVIDERS = ["auto", "cpu", "cuda", "webgpu"] as const;

/** Settings of whatever runs the network: the worker, and commands such as `analyze`. */
export const ReadingEnv = {
  MODEL_DIR: z
    .string()
    .default(STARTER_MODEL_DIR)
    .transform((dir) => resolve(dir)),
  EXECUTION_PROVIDER: oneOf(EXECUTION_PROVIDERS).default("auto"),
  INFERENCE_THREADS: whole(1, 256).default(() => availableCpus()),
};

const ReadingSettings = z.object(ReadingEnv);
export type ReadingConfig = Readonly<z.output<typeof ReadingSettings>>;

/** @throws {UserError} naming every wrong variable at once */
export function readReadingConfig(env: NodeJS.ProcessEnv): ReadingConfig {
  return readEnv(ReadingSettings, env);
}
