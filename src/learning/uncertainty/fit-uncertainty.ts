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
import { fileSources, LOOKS } from "../screen/sources.ts";
import { doubtFilms, featuresOf, heightsOf, type Measures } from "./doubt-films.ts";
import { fitDisagreement, fitDistance, fitMargin } from "./fit-limits.ts";
import { type DoubtRates, type MeasuredDoubts, measureDoubts, ratesOf } from "./measure-doubts.ts";

/** Every so many test films are also photographed: enough to see whether photos are doubted more. */
const PHOTOGRAPHED_EVERY = 6;

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

/** Films of a folder in another look, seen by the network. */
async function seeAs(model: Model, films: SeenFilms, look: (typeof LOOKS)[number], onProgress: OnProgress) {
  const picked = films.rows.flatMap((_, film) => (film % PHOTOGRAPHED_EVERY === 0 ? [film] : []));
  const sources = fileSources(
    "test films",
    picked.map((film) => films.paths[film]!),
    look,
    false,
  );
  const { logits, features } = await predictFilms(model, sources, (source) => source.open(), onProgress);
  const seen: SeenFilms = {
    ...films,
    rows: picked.map((film) => films.rows[film]!),
    logits,
    features,
    paths: picked.map((film) => films.paths[film]!),
  };
  return { seen, open: (film: number) => sources[film]!.open() };
}

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
  const distance = fitDistance(
    space,
    val.rows.map((_, film) => featuresOf(val, film)),
  );
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
  for (const look of LOOKS.filter((each) => each !== "as is")) {
    const again = await seeAs(model, test, look, onProgress);
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
