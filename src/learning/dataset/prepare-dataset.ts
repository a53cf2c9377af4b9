import { readFile } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";
import type { Split } from "../labels.ts";
import type { OnProgress } from "../predict-films.ts";
import type { FilmWorkers } from "./film-workers.ts";
import type { DatasetFilm } from "./films-table.ts";
import { type Candidate, disagreement, gatherFilms, type SetAside } from "./gather-films.ts";
import { type Inspected, sha256Of, type Unreadable } from "./inspect-file.ts";
import { type Leak, leakOf, type Shares, type SplitWay, splitFilms } from "./split-films.ts";
import { readSplitLists } from "./split-lists.ts";
import { type Task, takesPart } from "./task.ts";

/** What `data prepare` is asked for. */
export type Preparation = {
  readonly labels: readonly string[];
  readonly images: readonly string[];
  readonly task: Task;
  readonly split:
    | { readonly by: "image" | "patient"; readonly shares: Shares }
    | { readonly by: "column" }
    | {
        readonly by: "lists";
        readonly lists: Readonly<Partial<Record<Split, string>>>;
        readonly valShare: number;
      };
  readonly seed: number;
};

/** What came of it; nothing is written yet. */
export type Prepared = {
  readonly films: readonly DatasetFilm[];
  readonly setAside: readonly SetAside[];
  readonly leak: Leak;
  /** Films with No Finding that the task leaves out. */
  readonly leftOut: number;
  /** One per label file. */
  readonly labels: readonly { readonly path: string; readonly sha256: string; readonly films: number }[];
  readonly lists: readonly { readonly path: string; readonly sha256: string; readonly split: Split }[];
};

/** Films that one thread inspects at a time. */
const CHUNK = 8;

async function inspect(
  workers: FilmWorkers,
  candidates: readonly Candidate[],
  onProgress: OnProgress,
): Promise<(Inspected | Unreadable)[]> {
  let done = 0;
  const chunks = Array.from({ length: Math.ceil(candidates.length / CHUNK) }, (_, chunk) =>
    candidates.slice(chunk * CHUNK, (chunk + 1) * CHUNK).map(({ path }) => path),
  );
  const results = await Promise.all(
    chunks.map(async (paths) => {
      const found = await workers.run("inspect", { paths });
      done += paths.length;
      onProgress(done, candidates.length);
      return found;
    }),
  );
  return results.flat();
}

type Kept = Candidate & { readonly inspected: Inspected };

/** Sets unreadable films aside, and those whose bytes or pixels an earlier film has. */
function sift(candidates: readonly Candidate[], found: readonly (Inspected | Unreadable)[]) {
  const kept: Kept[] = [];
  const setAside: SetAside[] = [];
  const byBytes = new Map<string, Kept>();
  const byPixels = new Map<string, Kept>();
  for (const [place, candidate] of candidates.entries()) {
    const inspected = found[place]!;
    const { image } = candidate.row;
    const aside = (reason: SetAside["reason"], detail: string) =>
      setAside.push({ reason, image, path: candidate.path, detail });
    if ("unreadable" in inspected) {
      aside("unreadable", inspected.unreadable);
      continue;
    }
    const same = byBytes.get(inspected.sha256);
    const alike = same ?? byPixels.get(inspected.pixels);
    if (alike) {
      const of = `as ${alike.path}${disagreement(alike.row, candidate.row)}`;
      if (same) aside("duplicate-bytes", `same bytes ${of}`);
      else aside("duplicate-pixels", `same pixels ${of}`);
      continue;
    }
    const film = { ...candidate, inspected };
    byBytes.set(inspected.sha256, film);
    byPixels.set(inspected.pixels, film);
    kept.push(film);
  }
  return { kept, setAside };
}

async function splitWayOf({ split, seed }: Preparation): Promise<SplitWay> {
  if (split.by === "column") return split;
  if (split.by !== "lists") return { ...split, seed };
  return { by: "lists", lists: await readSplitLists(split.lists), valShare: split.valShare, seed };
}

const hashOfFile = async (path: string) => sha256Of(await readFile(path));

/**
 * Brings labels and films together, looks at every film, and deals the films out to train, val and test.
 *
 * @throws {UserError} for what a person can mend in labels, lists or folders
 */
export async function prepareDataset(
  preparation: Preparation,
  workers: FilmWorkers,
  onProgress: OnProgress = () => {},
): Promise<Prepared> {
  const { labels, images, task, split } = preparation;
  // Wrong lists are told of before a thousand films are read.
  const way = await splitWayOf(preparation);
  const gathered = await gatherFilms(labels, images);
  if (gathered.candidates.length === 0) {
    throw new UserError(
      `${images.join(", ")}: none of the ${gathered.setAside.length} names in ${labels.join(", ")} is there. Are these the folders of its films?`,
    );
  }
  const wanted = gathered.candidates.filter(({ row }) => takesPart(task, row.findings));
  const sifted = sift(wanted, await inspect(workers, wanted, onProgress));
  const splits = splitFilms(
    sifted.kept.map(({ row }) => row),
    way,
  );
  const unlisted: SetAside[] = [];
  const films = sifted.kept.flatMap(({ row, path, source, inspected }, place): DatasetFilm[] => {
    const into = splits[place];
    if (into) {
      const { sha256, width, height } = inspected;
      return [{ ...row, split: into, source, path, sha256, width, height }];
    }
    unlisted.push({ reason: "in-no-list", image: row.image, path, detail: "no list names it" });
    return [];
  });
  if (films.length === 0) {
    throw new UserError(
      `${labels.join(", ")}: no film is left: ${sifted.setAside.length} unreadable or double, ${unlisted.length} in no list, ${gathered.candidates.length - wanted.length} without a finding`,
    );
  }
  const lists = split.by === "lists" ? (Object.entries(split.lists) as [Split, string][]) : [];
  return {
    films,
    setAside: [...gathered.setAside, ...sifted.setAside, ...unlisted],
    leak: leakOf(films),
    leftOut: gathered.candidates.length - wanted.length,
    labels: await Promise.all(
      labels.map(async (path, place) => ({
        path,
        sha256: await hashOfFile(path),
        films: gathered.labels[place]!,
      })),
    ),
    lists: await Promise.all(
      lists.map(async ([to, path]) => ({ path, sha256: await hashOfFile(path), split: to })),
    ),
  };
}
