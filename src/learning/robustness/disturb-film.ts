import { readFile } from "node:fs/promises";
import { PhotoRefused } from "../../core/refusal.ts";
import { decodePhoto } from "../../vision/decode.ts";
import { disturb } from "../../vision/disturb/disturb.ts";
import type { Kind } from "../../vision/disturb/kinds.ts";
import type { Level } from "../../vision/disturb/level.ts";
import type { Film } from "../../vision/film.ts";

export type DisturbFilm = {
  readonly path: string;
  readonly kind: Kind;
  readonly level: Level;
  readonly seed: number;
};

/** A film as decoding gave it. */
export type Decoded = {
  readonly film: Film;
  /** Why decoding refused it as it came; `film` is then the whole picture, for the network alone. */
  readonly refusal: string | null;
};

/** A disturbed film, read raw (margins trimmed alone) and straightened; `null` where both are the very same plane. */
export type DisturbedFilm = { readonly raw: Decoded; readonly straight: Decoded | null };

/** @throws {UserError} for a film that cannot be read at all */
export async function disturbFilm({ path, kind, level, seed }: DisturbFilm): Promise<DisturbedFilm> {
  const film = await decodePhoto(await readFile(path), { trim: false, straighten: false });
  const bytes = await disturb(film, kind, level, seed);
  const raw = await decoded(bytes, false);
  const straight = await decoded(bytes, true);
  return { raw, straight: sameAs(raw, straight) ? null : straight };
}

async function decoded(bytes: Uint8Array, straighten: boolean): Promise<Decoded> {
  try {
    return { film: await decodePhoto(bytes, { straighten }), refusal: null };
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    const film = await decodePhoto(bytes, { trim: false, straighten: false });
    return { film, refusal: error.refusal };
  }
}

function sameAs(one: Decoded, other: Decoded): boolean {
  return (
    one.refusal === other.refusal &&
    one.film.width === other.film.width &&
    Buffer.compare(one.film.gray, other.film.gray) === 0
  );
}
