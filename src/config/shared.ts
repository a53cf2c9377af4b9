import { resolve } from "node:path";
import { z } from "zod";
import { decimal, oneOf, whole } from "./read-env.ts";

const LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;

const KEY_HINT =
  "make one with: openssl rand -base64 32   (or: node -p \"crypto.randomBytes(32).toString('base64')\") and give every process the same one";

function isRedisUrl(text: string): boolean {
  if (/^unix:(\/\/)?\/\S/.test(text)) return true;
  return URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) && new URL(text).hostname !== "";
}

/** Settings that several processes share. */
export const SharedEnv = {
  REDIS_URL: z
    .string()
    .refine(
      isRedisUrl,
      "must look like redis://host:6379, rediss://user:password@host:6380 or unix:/path/redis.sock",
    )
    .optional(),
  DATA_DIR: z
    .string()
    .default("data")
    .transform((dir) => resolve(dir)),
  PHOTO_KEY: z
    .string()
    .refine(
      (text) =>
        /^[A-Za-z0-9+/_-]+=*$/.test(text.trim()) && Buffer.from(text.trim(), "base64").byteLength === 32,
      `must be 32 bytes in base64; ${KEY_HINT}`,
    )
    .optional(),
  PHOTO_TTL_HOURS: decimal(0, 720).default(72),
  PROBE_PORT: whole(0, 65_535).optional(),
  PROBE_HOST: z.string().default("127.0.0.1"),
  LOG_LEVEL: oneOf(LEVELS).default("info"),
};

/** Beside a Redis of one's own choosing the key cannot be made here: other processes need the same. */
export function requirePhotoKey(
  settings: { REDIS_URL?: string | undefined; PHOTO_KEY?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (settings.REDIS_URL !== undefined && settings.PHOTO_KEY === undefined) {
    context.addIssue({
      code: "custom",
      path: ["PHOTO_KEY"],
      message: `is needed with REDIS_URL; ${KEY_HINT}`,
    });
  }
}
