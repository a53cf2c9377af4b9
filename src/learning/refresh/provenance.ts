import { copyFile, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { LABELS } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import { writeWhole } from "../../networks/manifest-file.ts";
import { makeFolder } from "../../runtime/make-folder.ts";
import { sha256Of } from "../dataset/inspect-file.ts";
import type { Prevalence } from "../prevalence.ts";
import { nameInFolder } from "../training/export-run.ts";
import { Progress } from "../training/progress.ts";
import { RUN_FILES, Run, readRun } from "../training/run-folder.ts";
import { readState } from "../training/state-file.ts";

/** Where a model's folder says how it was trained. */
const TRAINING = "training";
const FILE = "training.json";
/** Of a run that gave the first weights, in its heir's folder. */
const BEFORE = "before";
/** More runs in a row than anybody makes. */
const MOST_BEFORE = 8;

/** How a network was trained: what its folder keeps of its run. */
const Provenance = z.object({
  format: z.literal(1),
  /** Sha256 of the network that stands beside it; null for a run that only gave first weights. */
  network: z.string().nullable(),
  /** The run's own, without the paths of the machine it stood on. */
  run: Run,
  /** Of the recipe as it was given. */
  recipeSha256: z.string(),
  best: Progress.shape.best,
  history: Progress.shape.history,
  /** What calibration takes the network to have learnt from. */
  learnt: z.object({ films: z.number(), positives: z.record(z.enum(LABELS), z.number()) }).nullable(),
});
export type Provenance = z.output<typeof Provenance>;

/**
 * How the network in a model folder was trained; undefined where the folder does not say, or speaks of another network.
 *
 * @param network its sha256
 */
export async function readProvenance(dir: string, network: string): Promise<Provenance | undefined> {
  const path = join(dir, TRAINING, FILE);
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return undefined;
    throw new UserError(`${path}: cannot be read (${cause.code})`, { cause });
  });
  if (text === undefined) return undefined;
  try {
    const provenance = Provenance.parse(JSON.parse(text));
    return provenance.network === network ? provenance : undefined;
  } catch (cause) {
    throw new UserError(`${path}: cannot be understood. Name the training run's folder with --run.`, {
      cause,
    });
  }
}

/** How far a run came: of its last state, or where that is gone of the best. */
async function progressOf(dir: string): Promise<Progress> {
  const state = await readState(join(dir, RUN_FILES.last)).catch(() => readState(join(dir, RUN_FILES.best)));
  return state.progress;
}

const withoutPaths = (run: Run): Run => ({
  ...run,
  from: run.from === null ? null : nameInFolder(run.from),
  data: { ...run.data, dataset: basename(run.data.dataset) },
});

type Trained = { readonly network: string; readonly learnt: Prevalence };

async function carryOne(dir: string, into: string, trained: Trained | null): Promise<Run> {
  const run = await readRun(dir);
  const { best, history } = await progressOf(dir);
  await makeFolder(into);
  for (const file of [RUN_FILES.recipe, RUN_FILES.log, RUN_FILES.curves]) {
    await copyFile(join(dir, file), join(into, file)).catch((cause: NodeJS.ErrnoException) => {
      throw new UserError(`${join(dir, file)}: cannot be copied to ${into} (${cause.code})`, { cause });
    });
  }
  const recipeSha256 = sha256Of(await readFile(join(dir, RUN_FILES.recipe)));
  const provenance: Provenance = {
    format: 1,
    network: trained?.network ?? null,
    run: withoutPaths(run),
    recipeSha256,
    best,
    history,
    learnt: trained && { films: trained.learnt.films, positives: { ...trained.learnt.positives } },
  };
  await writeWhole(join(into, FILE), `${JSON.stringify(provenance, null, 2)}\n`);
  return run;
}

/**
 * Puts a run's recipe, log, curves and figures into a model's folder, in place of those before; of the run that gave it its
 * first weights too, and so on back.
 *
 * @param run its folder
 * @throws {UserError} when something of it is missing
 */
export async function carryProvenance(run: string, model: string, trained: Trained): Promise<void> {
  await rm(join(model, TRAINING), { recursive: true, force: true });
  let into = join(model, TRAINING);
  let { from } = await carryOne(run, into, trained);
  for (let back = 0; from !== null && back < MOST_BEFORE; back += 1) {
    const folder = dirname(from);
    const isRun = await readRun(folder).then(
      () => true,
      () => false, // of a checkpoint from elsewhere: its name stands in the run
    );
    if (!isRun) return;
    into = join(into, BEFORE);
    ({ from } = await carryOne(folder, into, null));
  }
}
