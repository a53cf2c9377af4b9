import { z } from "zod";
import { UserError } from "../core/user-error.ts";

/** Never shown, not even when wrong. */
const SECRET = /KEY|TOKEN|SECRET|PASSWORD|REDIS_URL/;

/**
 * Reads one process's settings: an empty variable counts as unset, and every problem is reported at once.
 *
 * @throws {UserError} (exit status 2) with one line per problem
 */
export function readEnv<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): Readonly<T> {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = schema.safeParse(set);
  if (parsed.success) return Object.freeze(parsed.data);
  const lines = parsed.error.issues.map(({ path, message }) => {
    const name = path.join(".");
    const value = set[name];
    const shown = value === undefined || SECRET.test(name) ? "" : ` (is '${value}')`;
    return `${name}: ${message}${shown}`;
  });
  throw new UserError([...new Set(lines)].join("\n"), { exitCode: 2 });
}

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\s*-?\d+\s*$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

/** A number above `above` up to `most`. */
export function decimal(above: number, most: number) {
  const message = `must be a number above ${above}, at most ${most}`;
  return z
    .string()
    .transform(Number)
    .refine((value) => value > above && value <= most, message);
}

/** One of a closed list of words. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, { error: `must be one of ${words.join(", ")}` });
}

/** Names separated by commas; none when unset. `good` and `message` say what each has to look like. */
export function commaList(good: RegExp, message: string) {
  return z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .refine((names) => names.every((name) => good.test(name)), message);
}

/** An address with one of these schemes (`https:`). */
export function address(schemes: readonly string[]) {
  const names = schemes.map((scheme) => scheme.replace(":", ""));
  return z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `must be an ${names.length > 1 ? "http(s)" : names[0]} address`,
    );
}
