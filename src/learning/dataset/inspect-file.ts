import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { PhotoRefused } from "../../core/refusal.ts";
import { decodePhoto } from "../../vision/decode.ts";
import type { Film } from "../../vision/film.ts";

/** A film's file as it was found. */
export type Inspected = {
  /** Of the file's bytes. */
  readonly sha256: string;
  /** Hash of the decoded film: equal for one film in two formats without loss. */
  readonly pixels: string;
  /** Of the film, in pixels, less its margins. */
  readonly width: number;
  readonly height: number;
};

/** Why a file gives no film. */
export type Unreadable = { readonly unreadable: string };

export const sha256Of = (content: Uint8Array | string) => createHash("sha256").update(content).digest("hex");

/** Opens and decodes a file as serving does. */
export async function openFilm(path: string): Promise<{ film: Film; sha256: string } | Unreadable> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    return { unreadable: `cannot be opened (${(cause as NodeJS.ErrnoException).code})` };
  }
  try {
    return { film: await decodePhoto(bytes), sha256: sha256Of(bytes) };
  } catch (cause) {
    if (!(cause instanceof PhotoRefused)) throw cause;
    return { unreadable: bytes.byteLength === 0 ? "empty file" : cause.refusal };
  }
}

export async function inspectFile(path: string): Promise<Inspected | Unreadable> {
  const opened = await openFilm(path);
  if ("unreadable" in opened) return opened;
  const { film, sha256 } = opened;
  const hash = createHash("sha256").update(`${film.width}x${film.height}\n`).update(film.gray);
  return { sha256, pixels: hash.digest("hex"), width: film.width, height: film.height };
}
