import { resolve } from "node:path";
import { UserError } from "../core/user-error.ts";
import type { FilmsGiven } from "../learning/training/begin-run.ts";

type Values = { readonly [K in "data" | "images" | "labels"]?: string | undefined };

/**
 * The films a person names for training: a prepared dataset, or images and labels to prepare one of.
 *
 * @throws {UserError} (exit status 2) where they name neither, or both
 */
export function readFilmsGiven(command: string, { data, images, labels }: Values): FilmsGiven {
  if (data !== undefined && images === undefined && labels === undefined) return { data: resolve(data) };
  if (data === undefined && images !== undefined && labels !== undefined)
    return { images: resolve(images), labels: resolve(labels) };
  throw new UserError(
    `${command}: say which films: --data DIR, a folder that 'data prepare' made, or --images DIR with --labels CSV`,
    { exitCode: 2 },
  );
}
