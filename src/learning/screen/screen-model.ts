import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import type { Model } from "../../networks/load-model.ts";
import { PHANTOM_FINDINGS } from "../../vision/phantom/findings.ts";
import { listFiles, locateFilms } from "../film-files.ts";
import { readLabels, requirePatientWise, type Split } from "../labels.ts";
import { type Share, shareOf } from "../metrics/interval.ts";
import type { OnProgress } from "../predict-films.ts";
import { describeSources, type Example, type Source } from "./example.ts";
import { type FittedScreen, fitScreen } from "./fit-screen.ts";
import { measureScreen, type Passed, refused, total } from "./measure-screen.ts";
import { drawnSources, fileSources, halfOf, LOOKS, partReadable, phantomSources } from "./sources.ts";

export type ScreenFiles = {
  readonly images: string;
  readonly labels: string;
  /** Holds folders `photos` and `ct`; optionally `film-photos` and `lateral`. */
  readonly other: string;
};

/** Everything measured in one go. */
export type ScreenReport = FittedScreen & {
  /** Numbers of the pictures fitted on, by kind. */
  readonly fittedOn: ReadonlyMap<string, number>;
  readonly measured: readonly Passed[];
  readonly falseRefusals: Share;
  /** Photos and CT slices of the other half that passed; one that cannot be decoded did not. */
  readonly falseAcceptances: Share;
  readonly undecodable: number;
};

/** Every so many train films are fitted on: more add time, not knowledge. */
const EVERY = 6;
const FIT_SEEDS = Array.from({ length: 10 }, (_, seed) => 1000 + seed);
const TEST_SEEDS = Array.from({ length: 5 }, (_, seed) => seed);
/** Kinds that count as foreign in the measure of the issue: real pictures. */
const REAL = ["photos", "ct"] as const;

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

async function fittingSources(files: ScreenFiles): Promise<Source[]> {
  const films = (await filmsOf(files, "train")).filter((_, place) => place % EVERY === 0);
  const halves = await Promise.all(
    REAL.map(async (name) => ({ name, paths: await halfOf(join(files.other, name), "fit") })),
  );
  const sources = LOOKS.flatMap((look) => [
    ...fileSources("train films", films, look, false),
    ...drawnSources(FIT_SEEDS, look),
  ]);
  for (const { name, paths } of halves) {
    const { readable } = await partReadable(paths);
    // A light box around a photo keeps the judge from taking the light box itself for a film.
    for (const look of LOOKS) sources.push(...fileSources(name, readable, look, true));
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

async function testSources(files: ScreenFiles): Promise<{ sources: Source[]; undecodable: number }> {
  const films = await filmsOf(files, "test");
  const sources = LOOKS.flatMap((look) => fileSources("test films", films, look, false));
  let undecodable = 0;
  for (const name of REAL) {
    const { readable, refused: lost } = await partReadable(await halfOf(join(files.other, name), "test"));
    sources.push(...fileSources(name, readable, "as is", true));
    undecodable += lost.length;
  }
  sources.push(...(await optional(files, "film-photos", false)));
  sources.push(...phantomSources(TEST_SEEDS, [null, ...PHANTOM_FINDINGS]));
  sources.push(...drawnSources(TEST_SEEDS, "as is"));
  sources.push(...(await optional(files, "lateral", true)));
  return { sources, undecodable };
}

const countKinds = (examples: readonly Example[]) => {
  const counts = new Map<string, number>();
  for (const { kind } of examples) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

/**
 * Fits the screen on train films, half of the photos and CT slices, and drawn pictures; measures it on test films, the
 * other half, other drawn pictures, and what must pass: photographed films and phantoms.
 *
 * @throws {UserError} for files that are missing or wrong
 */
export async function screenModel(
  model: Model,
  files: ScreenFiles,
  onProgress: OnProgress,
): Promise<ScreenReport> {
  const fitting = await fittingSources(files);
  const { sources: testing, undecodable } = await testSources(files);
  const all = await describeSources(model, [...fitting, ...testing], onProgress);
  const examples = all.slice(0, fitting.length);
  const spanning = examples.filter(({ kind }) => kind === "train films, as is");
  const dimension = examples[0]?.features.length ?? 0;
  const features = new Float32Array(spanning.length * dimension);
  for (const [row, example] of spanning.entries()) features.set(example.features, row * dimension);
  const fittedOn = countKinds(examples);
  const summary = [...fittedOn].map(([kind, count]) => `${count} ${kind}`).join("; ");
  const fitted = fitScreen(examples, features, summary);
  const measured = measureScreen(fitted.screen, all.slice(fitting.length));
  const ofKinds = (names: readonly string[]) =>
    total(measured.filter(({ kind }) => names.some((name) => kind.startsWith(`${name},`))));
  const accepted = ofKinds(REAL);
  return {
    ...fitted,
    fittedOn,
    measured,
    falseRefusals: refused(ofKinds(["test films"])),
    falseAcceptances: shareOf(accepted.count, accepted.of + undecodable),
    undecodable,
  };
}
