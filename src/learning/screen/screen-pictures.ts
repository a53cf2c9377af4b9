import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { PHANTOM_FINDINGS } from "../../vision/phantom/findings.ts";
import { listFiles, locateFilms } from "../film-files.ts";
import { readLabels, requirePatientWise, type Split } from "../labels.ts";
import type { Source } from "./example.ts";
import {
  drawnSources,
  fileSources,
  halfOf,
  LOOKS,
  partReadable,
  phantomSources,
  SOFT_LOOKS,
} from "./sources.ts";

export type ScreenFiles = {
  readonly images: string;
  readonly labels: string;
  /** Holds folders `photos` and `ct`; optionally `film-photos` and `lateral`. */
  readonly other: string;
};

/** Every so many train films are fitted on, and half of those in each further look: more add time, not knowledge. */
const EVERY = 6;
const FIT_SEEDS = Array.from({ length: 10 }, (_, seed) => 1000 + seed);
const TEST_SEEDS = Array.from({ length: 5 }, (_, seed) => seed);
/** Kinds that count as foreign in the measure of the issue: real pictures. */
export const REAL = ["photos", "ct"] as const;

async function filmsOf(files: ScreenFiles, split: Split): Promise<string[]> {
  const rows = await readLabels(files.labels);
  requirePatientWise(files.labels, rows);
  const chosen = rows.filter((row) => row.split === split);
  if (chosen.length === 0) throw new UserError(`${files.labels}: no film in split '${split}'`);
  return locateFilms(
    files.images,
    chosen.map(({ image }) => image),
  );
}

/** The pictures that the screen is fitted on. */
export async function fittingSources(files: ScreenFiles): Promise<Source[]> {
  const films = (await filmsOf(files, "train")).filter((_, place) => place % EVERY === 0);
  const halves = await Promise.all(
    REAL.map(async (name) => ({ name, paths: await halfOf(join(files.other, name), "fit") })),
  );
  const sources = LOOKS.flatMap((look) => {
    const half = <T>(all: readonly T[]) => all.filter((_, place) => look === "as is" || place % 2 === 0);
    return [...fileSources("train films", half(films), look, false), ...drawnSources(half(FIT_SEEDS), look)];
  });
  for (const { name, paths } of halves) {
    const { readable } = await partReadable(paths);
    // A light box around a photo keeps the judge from taking the light box itself for a film.
    for (const look of [...LOOKS, ...SOFT_LOOKS]) sources.push(...fileSources(name, readable, look, true));
  }
  return [...sources, ...phantomSources(FIT_SEEDS, [null])];
}

async function optional(files: ScreenFiles, name: string, foreign: boolean): Promise<Source[]> {
  const paths = await listFiles(join(files.other, name)).catch((error: unknown) => {
    if (error instanceof UserError) return [];
    throw error;
  });
  return fileSources(name, paths, "as is", foreign);
}

/** The pictures that the screen is measured on; `undecodable` ones never reach it. */
export async function testSources(files: ScreenFiles): Promise<{ sources: Source[]; undecodable: number }> {
  const films = await filmsOf(files, "test");
  const sources = LOOKS.flatMap((look) => fileSources("test films", films, look, false));
  let undecodable = 0;
  for (const name of REAL) {
    const { readable, refused: lost } = await partReadable(await halfOf(join(files.other, name), "test"));
    for (const look of [...LOOKS, ...SOFT_LOOKS]) sources.push(...fileSources(name, readable, look, true));
    undecodable += lost.length * (LOOKS.length + SOFT_LOOKS.length);
  }
  sources.push(...(await optional(files, "film-photos", false)));
  sources.push(...phantomSources(TEST_SEEDS, [null, ...PHANTOM_FINDINGS]));
  sources.push(...drawnSources(TEST_SEEDS, "as is"));
  sources.push(...(await optional(files, "lateral", true)));
  return { sources, undecodable };
}
