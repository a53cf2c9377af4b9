import { LABELS, type Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import type { DatasetFilm } from "../dataset/films-table.ts";
import { placesBySource, type Sampling } from "../dataset/sample-epoch.ts";
import type { Prevalence } from "../prevalence.ts";
import type { Run } from "../training/run-folder.ts";
import { outputsOf } from "../training/task-outputs.ts";
import { openTrainingData } from "../training/training-data.ts";

type LearntFilm = Pick<DatasetFilm, "source" | "findings">;

/** Share of what is learnt from that each film is: evened out over the sources where the recipe does so. */
function filmShares(films: readonly LearntFilm[], sampling: Sampling): Float64Array {
  const shares = new Float64Array(films.length).fill(1 / films.length);
  if (sampling.kind === "all") return shares;
  const groups = placesBySource(films);
  const weights = groups.map(([source]) =>
    sampling.kind === "balanced" ? (sampling.weights?.[source] ?? 1) : 1,
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  for (const [group, [, places]] of groups.entries()) {
    for (const place of places) shares[place] = weights[group]! / sum / places.length;
  }
  return shares;
}

/** By what a loss multiplies the odds of a finding that the network comes to believe in. */
function oddsFactor(
  { settings, labelWeights }: Pick<Run, "settings" | "labelWeights">,
  label: Label,
): number {
  const { task } = settings;
  const weight = labelWeights[(outputsOf(task) as string[]).indexOf(label)] ?? 1;
  return task.kind === "one-vs-all" ? weight / (labelWeights[0] ?? 1) : weight;
}

/**
 * How common each finding was in what a network learnt from, as its loss had it: films drawn evenly from their sources count
 * as they were drawn, weights of positives as so many more films. In films, not always whole.
 */
export function prevalenceLearnt(
  films: readonly LearntFilm[],
  run: Pick<Run, "settings" | "labelWeights">,
): Prevalence {
  const shares = filmShares(films, run.settings.sampling);
  const positives = Object.fromEntries(
    LABELS.map((label) => {
      const share = films.reduce(
        (sum, { findings }, place) => sum + (findings.has(label) ? shares[place]! : 0),
        0,
      );
      const weighed = share * oddsFactor(run, label);
      // Sums of many shares end in noise; a plain count is to be whole.
      return [label, Math.round(1e6 * ((films.length * weighed) / (weighed + 1 - share))) / 1e6];
    }),
  ) as Record<Label, number>;
  return { films: films.length, positives };
}

/**
 * What a run's network learnt from, counted in the run's own dataset.
 *
 * @throws {UserError} when that is gone, or is not what it was
 */
export async function readPrevalenceLearnt(dir: string, run: Run): Promise<Prevalence> {
  const elsewhere = "Say what the network learnt from with --trained-on CSV";
  const data = await openTrainingData(run.data.dataset, run.settings).catch((cause: unknown) => {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${dir}: the run's films are not there any more: ${cause.message} ${elsewhere}.`, {
      cause,
    });
  });
  if (data.dataset.manifest.fingerprint !== run.data.fingerprint) {
    throw new UserError(
      `${dir}: ${run.data.dataset} is not the dataset that the run learnt from. ${elsewhere}.`,
    );
  }
  return prevalenceLearnt(data.train, run);
}
