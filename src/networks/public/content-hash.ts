import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";

/** What a file's bytes must come to. */
export type ContentHash = {
  /** `git-blob`: SHA-1 of `blob <bytes>\0` and the bytes, the id that git and GitHub know a file by. */
  readonly kind: "sha256" | "git-blob";
  readonly hex: string;
  readonly bytes: number;
  /** Who published it. */
  readonly source: string;
};

/** Both hashes of a file, and its length. */
export type Fingerprint = { readonly sha256: string; readonly gitBlob: string; readonly bytes: number };

/**
 * Hashes a file in small pieces.
 *
 * @throws {UserError} for what is no file: a pipe would be waited for
 */
export async function fingerprint(path: string): Promise<Fingerprint> {
  const found = await stat(path);
  if (!found.isFile())
    throw new UserError(`${path}: not a file. Name the checkpoint file itself.`, { exitCode: 2 });
  const bytes = found.size;
  const sha256 = createHash("sha256");
  const gitBlob = createHash("sha1").update(`blob ${bytes}\0`);
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    sha256.update(piece);
    gitBlob.update(piece);
  }
  return { sha256: sha256.digest("hex"), gitBlob: gitBlob.digest("hex"), bytes };
}

/** The hash among a file's two that is comparable with a published one. */
export function hexOf({ kind }: ContentHash, { sha256, gitBlob }: Fingerprint): string {
  return kind === "sha256" ? sha256 : gitBlob;
}
