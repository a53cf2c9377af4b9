import { z } from "zod";
import { AlertEnv } from "./alert-config.ts";
import { readEnv } from "./read-env.ts";
import { requirePhotoKey, SharedEnv } from "./shared.ts";

const AdminEnv = z.object({ ...SharedEnv, ...AlertEnv }).superRefine(requirePhotoKey);

/** What commands need that look into the queue or the stores: `queue`, `invite`, `people`, `feedback`. */
export type AdminConfig = Readonly<z.output<typeof AdminEnv>>;

/** @throws {UserError} naming every wrong or missing variable at once */
export function readAdminConfig(env: NodeJS.ProcessEnv): AdminConfig {
  return readEnv(AdminEnv, env);
}
