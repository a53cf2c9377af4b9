import { join, resolve } from "node:path";
import { availableCpus } from "../config/cpus.ts";
import type { ReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { startFilmWorkers } from "../learning/dataset/film-workers.ts";
import { normalisationOf, openGiven } from "../learning/training/begin-run.ts";
import { drawRange } from "../learning/training/draw-range.ts";
import { inputOf } from "../learning/training/export-run.ts";
import { createFilmSources } from "../learning/training/film-sources.ts";
import { type RangeCurve, testRange } from "../learning/training/range-test.ts";
import { readRecipe } from "../learning/training/read-recipe.ts";
import { networkOf } from "../learning/training/recipe-network.ts";
import { fillStart } from "../learning/training/start-weights.ts";
import { createNetworkArena } from "../learning/training/training-state.ts";
import { writeWhole } from "../networks/manifest-file.ts";
import { makeOutFolder } from "./out-folder.ts";
import { createProgress } from "./progress.ts";
import { readFilmsGiven } from "./train-films.ts";
import { trainingSession } from "./training-session.ts";

/** As fastai's `lr_find`: many orders of magnitude in as many steps as make a smooth line. */
const SWEEP = { first: 1e-7, last: 1 };
const DECAYS = [0, 1e-4, 1e-2, 1e-1];

type Values = {
  readonly [K in "recipe" | "data" | "images" | "labels" | "out" | "from"]?: string | undefined;
} & {
  readonly steps: string;
  readonly json: boolean;
};

function stepsOf(text: string): number {
  const steps = Number(text);
  if (Number.isInteger(steps) && steps >= 10 && steps <= 10_000) return steps;
  throw new UserError(`train --find-rate: --steps '${text}' is not a whole number from 10 to 10000`, {
    exitCode: 2,
  });
}

/** `train --find-rate`: the range test of a recipe's first phase. */
export async function findRate(values: Values, config: ReadingConfig): Promise<number> {
  const { out, from, json } = values;
  if (values.recipe === undefined || out === undefined) {
    throw new UserError("train --find-rate: give --recipe FILE --data DIR --out DIR", { exitCode: 2 });
  }
  const films = readFilmsGiven("train --find-rate", values);
  const sweep = { ...SWEEP, steps: stepsOf(values.steps) };
  const { recipe } = await readRecipe(values.recipe);
  const [phase] = recipe.phases;
  if (!phase) throw new RangeError("a checked recipe has a phase");
  await makeOutFolder("train", out);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const workers = startFilmWorkers(availableCpus());
  const decoding = createProgress(process.stderr, "films read");
  const reading = { workers, onProgress: decoding.show };
  const progress = createProgress(process.stderr, "steps");
  let curves: RangeCurve[];
  try {
    const data = await openGiven(out, recipe, films, reading);
    for (const warning of data.warnings) say(`warning: ${warning}`);
    const network = networkOf(recipe);
    const start = createNetworkArena(network);
    const from_ = from === undefined ? undefined : resolve(from);
    say(await fillStart(start, network, { from: from_, seed: recipe.seed }));
    const normalisation = await normalisationOf(recipe, data, reading);
    // Judging has no place here.
    const { train } = await createFilmSources(
      recipe,
      { ...data, val: [] },
      { ...reading, input: (size) => inputOf({ settings: recipe, normalisation }, size) },
    )(phase);
    decoding.clear();
    const stopping = new AbortController();
    process.once("SIGINT", () => stopping.abort());
    curves = await testRange({
      recipe,
      network,
      phase,
      start: start.values,
      labelWeights: Float32Array.from(data.labelWeights),
      source: train,
      sweep,
      decays: DECAYS,
      session: await trainingSession(config),
      signal: stopping.signal,
      onStep: (decay, step) => progress.show(step, sweep.steps, `weight decay ${decay}`),
    });
  } finally {
    progress.clear();
    decoding.clear();
    await workers.close();
  }
  const picture = join(out, "rates.svg");
  await writeWhole(picture, await drawRange(`${recipe.name}: learning-rate range test`, curves));
  const lines = curves.map(({ decay, points, suggestion }) =>
    suggestion === undefined
      ? `weight decay ${decay}: the loss never falls over ${points.length} steps`
      : `weight decay ${decay}: steepest fall at rate ${suggestion.toExponential(2)}`,
  );
  lines.push(
    `${picture}: the curves. As the highest rate of one cycle take a suggestion, with the largest decay that still falls as far.`,
  );
  process.stdout.write(json ? `${JSON.stringify({ curves, picture }, null, 1)}\n` : `${lines.join("\n")}\n`);
  return 0;
}
