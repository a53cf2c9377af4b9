import { UserError } from "../../core/user-error.ts";
import type { Manifest } from "../../networks/manifest.ts";
import type { Film } from "../../vision/film.ts";
import { toInput } from "../../vision/preprocess.ts";
import { resizePlane } from "../../vision/resize-plane.ts";
import type { Batch, BatchSource } from "../batch.ts";
import { decodeFile, type OnProgress } from "../predict-films.ts";
import { randomFor, shuffled } from "./seed.ts";

/** A film to learn from or be judged by. */
export type TaughtFilm = { readonly path: string; readonly targets: readonly number[] };

/** A film at the size of the network's input, and what it shows. */
export type SizedFilm = { readonly film: Film; readonly targets: readonly number[] };

const AT_ONCE = 8;

async function open({ path, targets }: TaughtFilm, size: number): Promise<SizedFilm | string> {
  try {
    const film = await decodeFile(path);
    const gray = resizePlane(film, size, size);
    return { film: { ...film, width: size, height: size, gray }, targets };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

/**
 * Decodes films and keeps them at one size. What cannot be read is left out.
 *
 * @returns the films in order, and one message per file that cannot be read
 */
export async function openFilms(
  films: readonly TaughtFilm[],
  size: number,
  onProgress: OnProgress,
): Promise<{ films: SizedFilm[]; unreadable: string[] }> {
  const sized: SizedFilm[] = [];
  const unreadable: string[] = [];
  for (let start = 0; start < films.length; start += AT_ONCE) {
    const some = films.slice(start, start + AT_ONCE);
    for (const each of await Promise.all(some.map((film) => open(film, size)))) {
      if (typeof each === "string") unreadable.push(each);
      else sized.push(each);
    }
    onProgress(Math.min(start + AT_ONCE, films.length), films.length);
  }
  return { films: sized, unreadable };
}

async function toBatch(films: readonly SizedFilm[], input: Manifest["input"]): Promise<Batch> {
  const inputs = await Promise.all(films.map(({ film }) => toInput(film, input)));
  const images = new Float32Array(films.length * input.channels * input.size * input.size);
  for (const [place, values] of inputs.entries()) images.set(values, place * values.length);
  return { images, targets: Float32Array.from(films.flatMap(({ targets }) => targets)), size: films.length };
}

/**
 * Batches of films as they are, without augmentation.
 *
 * @param options.seed of the order, which differs from epoch to epoch; left out, films come in their own
 */
export function createFilmSource(
  films: readonly SizedFilm[],
  { input, batch, seed }: { input: Manifest["input"]; batch: number; seed?: number },
): BatchSource {
  return {
    length: Math.ceil(films.length / batch),
    async *batches(epoch) {
      const order = seed === undefined ? films.keys() : shuffled(films.length, randomFor(seed, epoch));
      const places = [...order];
      for (let start = 0; start < places.length; start += batch) {
        const some = places.slice(start, start + batch).flatMap((place) => films[place] ?? []);
        yield await toBatch(some, input);
      }
    },
  };
}
