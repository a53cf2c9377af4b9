import { z } from "zod";
import { readEnv, whole } from "./read-env.ts";
import { ReadingEnv } from "./reading-config.ts";
import { requirePhotoKey, SharedEnv } from "./shared.ts";

const WorkerEnv = z
  .object({
    ...SharedEnv,
    ...ReadingEnv,
    // A larger batch makes a CPU no faster, but each film in it takes some 30 MB.
    BATCH_SIZE: whole(1, 64).default(4),
    BATCH_WAIT_MS: whole(0, 5_000).default(20),
  })
  .superRefine(requirePhotoKey);

export type WorkerConfig = Readonly<z.output<typeof WorkerEnv>>;

/** @throws {UserError} naming every wrong or missing variable at once */
export function readWorkerConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  return readEnv(WorkerEnv, env);
}
