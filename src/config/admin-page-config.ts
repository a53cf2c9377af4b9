import { z } from "zod";
import { AlertEnv } from "./alert-config.ts";
import { address, readEnv, whole } from "./read-env.ts";
import { requirePhotoKey, SharedEnv } from "./shared.ts";

const LEAST_PASSWORD = 12;

/** Variables of the admin page. */
export const AdminPageEnv = {
  ADMIN_PASSWORD: z
    .string()
    .min(
      LEAST_PASSWORD,
      `must have at least ${LEAST_PASSWORD} characters; make one with: openssl rand -base64 18`,
    )
    .optional(),
  ADMIN_HOST: z.string().default("127.0.0.1"),
  ADMIN_PORT: whole(0, 65_535).default(8090),
  ADMIN_PUBLIC_URL: address(["http:", "https:"]).optional(),
  ADMIN_TRUST_PROXY: whole(0, 8).default(0),
};

const Settings = z
  .object({ ...SharedEnv, ...AlertEnv, ...AdminPageEnv })
  .superRefine(requirePhotoKey)
  .superRefine(({ ADMIN_PASSWORD }, context) => {
    if (ADMIN_PASSWORD !== undefined) return;
    context.addIssue({
      code: "custom",
      path: ["ADMIN_PASSWORD"],
      message: "is needed; make one with: openssl rand -base64 18",
    });
  });

export type AdminPageConfig = Readonly<z.output<typeof Settings>> & { readonly ADMIN_PASSWORD: string };

/** @throws {UserError} naming every wrong or missing variable at once */
export function readAdminPageConfig(env: NodeJS.ProcessEnv): AdminPageConfig {
  return readEnv(Settings, env) as AdminPageConfig;
}
