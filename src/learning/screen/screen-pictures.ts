import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { PHANTOM_FINDINGS } from "../../vision/phantom/findings.ts";
import { listFiles, locateFilms } from "../film-files.ts";
import { readLabels, requirePatientWise, type Split } from "../labels.ts";
import { cutSources, disturbedSources, flawedSources, trimmedSources } from "./disturbed-sources.ts";
import type { Source } from "./example.ts";
import {
  drawnSources,
  fileSources,
  halfOf,
  LOOKS,
  lateralSources,
  partReadable,
  phantomSources,
  SOFT_LOOKS,
} from "./sources.ts";

export type ScreenFiles = {
  readonly images: string;
  readonly labels: string;
  /** Holds folders `photos` and `ct`; optionally `film-photos` and `lateral`, without which side views pass. */
  readonly other: string;
};

/** Every so many train films are fitted on, and half of those in each further look: more add time, not knowledge. */
const EVERY = 6;
/** Of those, every so many is also fitted on cut off at each side. */
const CUT_EVERY = 3;
/** Test films are measured whole as they are, every so many in a further look, cut off, or badly photographed. */
const LOOK_EVERY = 2;
const FLAW_EVERY = 4;
const seedsFrom = (first: number, length: number) => Array.from({ length }, (_, at) => first + at);
const FIT_SEEDS = { phantoms: seedsFrom(1000, 10), drawn: seedsFrom(1000, 20) } as const;
const TEST_SEEDS = { phantoms: seedsFrom(0, 5), drawn: seedsFrom(0, 10) } as const;
/** Kinds that count as foreign in the measure of the issue: real pictures. */
export const REAL = ["photos", "ct"] as const;
const LATERAL = "lateral";

const every = <T>(all: readonly T[], step: number) => all.filter((_, place) => place % step === 0);

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

/** Half of a folder that need not be there. */
async function optionalHalf(files: ScreenFiles, name: string, half: "fit" | "test"): Promise<string[]> {
  const folder = join(files.other, name);
  return existsSync(folder) ? halfOf(folder, half) : [];
}

/** The pictures that the screen is fitted on. */
export async function fittingSources(files: ScreenFiles): Promise<Source[]> {
  const films = every(await filmsOf(files, "train"), EVERY);
  const halves = await Promise.all(
    REAL.map(async (name) => ({ name, paths: await halfOf(join(files.other, name), "fit") })),
  );
  const sources = LOOKS.flatMap((look) => {
    const half = <T>(all: readonly T[]) => all.filter((_, place) => look === "as is" || place % 2 === 0);
    return [
      ...fileSources("train films", half(films), look, false),
      ...drawnSources(half(FIT_SEEDS.drawn), look),
    ];
  });
  for (const { name, paths } of halves) {
    const { readable } = await partReadable(paths);
    // A light box around a photo keeps the judge from taking the light box itself for a film.
    for (const look of [...LOOKS, ...SOFT_LOOKS]) sources.push(...fileSources(name, readable, look, true));
    sources.push(...disturbedSources(name, readable, "fit", true));
  }
  const laterals = await optionalHalf(files, LATERAL, "fit");
  return [
    ...sources,
    ...phantomSources(FIT_SEEDS.phantoms, [null]),
    ...disturbedSources("train films", films, "fit", false),
    ...lateralSources(laterals, [...LOOKS, ...SOFT_LOOKS], true),
    ...cutSources("train films", every(films, CUT_EVERY), "each"),
  ];
}

/** The pictures that the screen is measured on; `undecodable` ones never reach it. */
export type TestPictures = { readonly sources: readonly Source[]; readonly undecodable: number };

/** Pictures for measuring that need no files: phantoms, which must pass, and drawings of other things. */
export function drawnTestSources(): Source[] {
  return [
    ...phantomSources(TEST_SEEDS.phantoms, [null, ...PHANTOM_FINDINGS]),
    ...drawnSources(TEST_SEEDS.drawn, "as is"),
  ];
}

/**
 * Finds the pictures that the screen is measured on.
 *
 * @param sample every so many of the films alone are looked at: 1 is all of them
 */
export async function testSources(files: ScreenFiles, sample = 1): Promise<TestPictures> {
  const films = every(await filmsOf(files, "test"), sample);
  const sources = LOOKS.flatMap((look) =>
    fileSources("test films", look === "as is" ? films : every(films, LOOK_EVERY), look, false),
  );
  sources.push(...disturbedSources("test films", films, "test", false));
  let undecodable = 0;
  for (const name of REAL) {
    const { readable, refused: lost } = await partReadable(await halfOf(join(files.other, name), "test"));
    const looks = sample === 1 ? [...LOOKS, ...SOFT_LOOKS] : LOOKS.slice(0, 1);
    for (const look of looks) sources.push(...fileSources(name, readable, look, true));
    sources.push(...disturbedSources(name, readable, "test", true));
    undecodable += lost.length * (looks.length + 1);
  }
  const photographed = join(files.other, "film-photos");
  if (existsSync(photographed)) {
    sources.push(...fileSources("film-photos", await listFiles(photographed), "as is", false));
  }
  sources.push(...drawnTestSources());
  const laterals = await optionalHalf(files, LATERAL, "test");
  sources.push(...lateralSources(laterals, sample === 1 ? [...LOOKS, ...SOFT_LOOKS] : LOOKS, false));
  sources.push(...cutSources("test films", every(films, FLAW_EVERY), "in turn"));
  sources.push(...trimmedSources("test films", every(films, FLAW_EVERY)));
  sources.push(...flawedSources("test films", every(films, FLAW_EVERY)));
  return { sources, undecodable };
}
