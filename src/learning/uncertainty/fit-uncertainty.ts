import { UserError } from "../../core/user-error.ts";
import type { Model } from "../../networks/load-model.ts";
import type { Calibration, Uncertainty } from "../../networks/manifest.ts";
import { nameSpace } from "../../vision/doubt.ts";
import { readFeatureSpace } from "../../vision/feature-space.ts";
import { lookAgain } from "../../vision/find-doubts.ts";
import { Screen } from "../../vision/screen.ts";
import { OTHER_VIEWS } from "../../vision/views.ts";
import { decodeFile, type OnProgress, predictFilms } from "../predict-films.ts";
import type { SeenFilms } from "../predict-splits.ts";
import { fileSources, LOOKS, type Look } from "../screen/sources.ts";
import { doubtFilms, featuresOf, heightsOf, type Measures } from "./doubt-films.ts";
import { fitDisagreement, fitDistance, fitMargin } from "./fit-limits.ts";
import { type DoubtRates, type MeasuredDoubts, measureDoubts, ratesOf } from "./measure-doubts.ts";

/** Every so many films are also seen in other looks: enough for a limit, and to see whether photos are doubted more. */
const EVERY = { val: 3, test: 6 } as const;
const OTHER_LOOKS = LOOKS.filter((look) => look !== "as is");

export type UncertaintyReport = {
  readonly uncertainty: Uncertainty;
  readonly validation: DoubtRates;
  readonly measured: MeasuredDoubts;
  /** Some of the test films again, in other looks. */
  readonly looks: readonly { readonly look: string; readonly rates: DoubtRates }[];
};

export type UncertaintyParts = {
  readonly seen: Readonly<Record<"val" | "test", SeenFilms>>;
  readonly calibration: Calibration;
  readonly screen: unknown;
};

const describe = ({ rows }: SeenFilms, split: string) => `${rows.length} films of split ${split}`;

/** Some of the films in another look, seen by the network. */
async function seeAs(model: Model, films: SeenFilms, every: number, look: Look, onProgress: OnProgress) {
  const picked = films.rows.flatMap((_, film) => (film % every === 0 ? [film] : []));
  const paths = picked.map((film) => films.paths[film]!);
  const sources = fileSources("films", paths, look, false);
  const { logits, features } = await predictFilms(model, sources, (source) => source.open(), onProgress);
  const rows = picked.map((film) => films.rows[film]!);
  return { seen: { ...films, rows, logits, features, paths }, open: (film: number) => sources[film]!.open() };
}

const allFeatures = (films: SeenFilms) => films.rows.map((_, film) => featuresOf(films, film));

/**
 * Fits on validation films when the program says that it is not sure, and measures on test films how often that is and what
 * it brings. Nothing is fitted on test films.
 *
 * @throws {UserError} when the model has no screen, in whose feature space distances are measured
 */
export async function fitUncertainty(
  model: Model,
  { seen, calibration, screen }: UncertaintyParts,
  onProgress: OnProgress = () => {},
): Promise<UncertaintyReport> {
  const known = Screen.safeParse(screen);
  if (!known.success) {
    throw new UserError(
      `${model.dir}: no screen of this version. Run first: roentgram model screen ${model.dir} --help`,
    );
  }
  const { features } = known.data;
  const space = readFeatureSpace(features);
  const { val, test } = seen;
  if (space.dimension !== val.dimension) {
    throw new UserError(
      `${model.dir}: the screen was fitted with another network. Run first: roentgram model screen ${model.dir} --help`,
    );
  }
  const photographed: Float32Array[] = [];
  for (const look of OTHER_LOOKS) {
    const { seen: again } = await seeAs(model, val, EVERY.val, look, onProgress);
    photographed.push(...allFeatures(again));
  }
  const asTheyAre = allFeatures(val);
  const sparse = asTheyAre.filter((_, film) => film % EVERY.val === 0);
  const distance = fitDistance(space, asTheyAre, [...sparse, ...photographed]);
  const margin = fitMargin(heightsOf(val, calibration));
  const measures = (open: (film: number) => ReturnType<typeof decodeFile>): Measures => ({
    space,
    calibration,
    limits: { ...distance, margin },
    lookAgain: async (films) => {
      const looks: Float32Array[][] = [];
      for (const [done, film] of films.entries()) {
        looks.push(...(await lookAgain(model, [await open(film)], OTHER_VIEWS)));
        onProgress(done + 1, films.length);
      }
      return looks;
    },
  });
  const asIs = (films: SeenFilms) =>
    doubtFilms(
      films,
      measures((film) => decodeFile(films.paths[film]!)),
    );
  const validation = await asIs(val);
  const limits = { ...distance, disagreement: fitDisagreement(validation.map((film) => film.disagreement)) };
  const measured = measureDoubts(test, await asIs(test), limits, calibration);
  const looks = [];
  for (const look of OTHER_LOOKS) {
    const again = await seeAs(model, test, EVERY.test, look, onProgress);
    looks.push({ look, rates: ratesOf(await doubtFilms(again.seen, measures(again.open)), limits) });
  }
  return {
    uncertainty: {
      space: nameSpace(features),
      ...limits,
      margin,
      fittedOn: describe(val, "val"),
      testedOn: describe(test, "test"),
      share: measured.unsure.count / measured.films,
    },
    validation: ratesOf(validation, limits),
    measured,
    looks,
  };
}
