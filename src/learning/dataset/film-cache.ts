import { type FileHandle, open, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { FolderHeld, lockFolder } from "../../runtime/folder-lock.ts";
import { makeFolder } from "../../runtime/make-folder.ts";
import type { OnProgress } from "../predict-films.ts";
import { type CacheIndex, cacheFiles, readCacheIndex, writeCacheIndex } from "./cache-index.ts";
import { DATASET_FILES } from "./dataset-manifest.ts";
import type { FilmWorkers } from "./film-workers.ts";
import type { DatasetFilm } from "./films-table.ts";

/** Films as squares of grey values in one file, read by position. */
export type FilmCache = {
  readonly file: string;
  /** Of a square, in pixels. */
  readonly side: number;
  /** For each film its place in the file; undefined where it cannot be read. */
  readonly places: readonly (number | undefined)[];
  /** Films that cannot be read any more. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Files that are not what they were when the dataset was prepared. */
  readonly changed: readonly string[];
  /** How many films had to be decoded this time. */
  readonly decoded: number;
};

/** Films that one thread decodes at a time, and after how many films the index is saved. */
const CHUNK = 8;
const SAVE_EVERY = 2000;

type Stamp = readonly [bytes: number, changed: number];

async function stampOf(path: string): Promise<Stamp | undefined> {
  return stat(path).then(
    ({ size, mtimeMs }) => [size, mtimeMs] as const,
    () => undefined, // the thread that opens it says why
  );
}

async function holdCache(dir: string) {
  try {
    await makeFolder(dir);
    return await lockFolder(dir);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    if (cause instanceof FolderHeld) {
      throw new UserError(
        `${dir}: another process fills this cache (${cause.owner}). Wait until it is done.`,
        {
          cause,
        },
      );
    }
    throw new UserError(
      `${dir}: the film cache cannot be made (${(cause as NodeJS.ErrnoException).code}). Make room, or make the dataset's folder writable.`,
      { cause },
    );
  }
}

async function append(file: FileHandle, path: string, square: Uint8Array, place: number): Promise<void> {
  await file.write(square, 0, square.length, place * square.length).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(
      `${path}: cannot be written (${cause.code}). Make room: a square takes ${square.length} bytes.`,
      {
        cause,
      },
    );
  });
}

/**
 * Brings every film into the cache of its dataset, decoded, trimmed and resized as serving does it. A film is known by its
 * content: one that changed is decoded anew, one that was moved is not. A film that cannot be read is skipped and named.
 *
 * @param side of the squares, in pixels
 * @throws {UserError} when the cache cannot be written, or another process is filling it
 */
export async function fillCache(
  dir: string,
  films: readonly Pick<DatasetFilm, "path" | "sha256">[],
  side: number,
  workers: FilmWorkers,
  onProgress: OnProgress = () => {},
): Promise<FilmCache> {
  const folder = join(dir, DATASET_FILES.cache);
  const lock = await holdCache(folder);
  try {
    const index = await readCacheIndex(folder, side);
    const path = cacheFiles(folder, side).squares;
    const file = await open(path, Object.keys(index.squares).length > 0 ? "r+" : "w+");
    try {
      return await fill({ dir, folder, films, side, workers, onProgress, index, path, file });
    } finally {
      await file.close();
    }
  } finally {
    await lock.release();
  }
}

type Filling = {
  readonly dir: string;
  readonly folder: string;
  readonly films: readonly Pick<DatasetFilm, "path" | "sha256">[];
  readonly side: number;
  readonly workers: FilmWorkers;
  readonly onProgress: OnProgress;
  readonly index: CacheIndex;
  readonly path: string;
  readonly file: FileHandle;
};

async function fill(filling: Filling): Promise<FilmCache> {
  const { dir, folder, films, side, workers, onProgress, index, path, file } = filling;
  const name = (film: { path: string }) => relative(dir, film.path);
  const stamps = await Promise.all(films.map((film) => stampOf(film.path)));
  const stale = films.flatMap((film, place) => {
    const [bytes, changed, sha256 = ""] = index.files[name(film)] ?? [];
    const [size, time] = stamps[place] ?? [];
    const known = size !== undefined && bytes === size && changed === time && sha256 in index.squares;
    return known ? [] : [place];
  });
  const skipped: { path: string; reason: string }[] = [];
  let next = Object.values(index.squares).reduce((most, place) => Math.max(most, place + 1), 0);
  let done = 0;
  const save = async () => {
    await file.datasync();
    await writeCacheIndex(folder, side, index);
  };
  // One writer: threads decode side by side, squares are written in the order of the films.
  const chunks = Array.from({ length: Math.ceil(stale.length / CHUNK) }, (_, chunk) =>
    stale.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
  );
  const ahead = 2 * workers.threads;
  const running: ReturnType<typeof start>[] = [];
  const start = (chunk: readonly number[]) => {
    const result = workers.run("squares", { paths: chunk.map((place) => films[place]!.path), size: side });
    result.catch(() => {}); // awaited below, in its turn
    return { chunk, result };
  };
  for (let at = 0; at < chunks.length; at += 1) {
    while (running.length < ahead && at + running.length < chunks.length) {
      running.push(start(chunks[at + running.length]!));
    }
    const { chunk, result } = running.shift()!;
    for (const [nth, found] of (await result).entries()) {
      const film = films[chunk[nth]!]!;
      if ("unreadable" in found) {
        skipped.push({ path: film.path, reason: found.unreadable });
        delete index.files[name(film)];
        continue;
      }
      if (!(found.sha256 in index.squares)) {
        await append(file, path, found.square, next);
        index.squares[found.sha256] = next;
        next += 1;
      }
      const stamp = stamps[chunk[nth]!];
      if (stamp) index.files[name(film)] = [...stamp, found.sha256];
    }
    done += chunk.length;
    onProgress(done, stale.length);
    if (Math.floor(done / SAVE_EVERY) > Math.floor((done - chunk.length) / SAVE_EVERY)) await save();
  }
  if (stale.length > 0) await save();
  const places = films.map((film) => index.squares[index.files[name(film)]?.[2] ?? ""]);
  const changed = films.filter((film) => {
    const known = index.files[name(film)];
    return known !== undefined && known[2] !== film.sha256;
  });
  return {
    file: path,
    side,
    places,
    skipped,
    changed: changed.map((film) => film.path),
    decoded: stale.length,
  };
}
