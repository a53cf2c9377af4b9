import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { writeWhole } from "../../networks/manifest-file.ts";
import { networkShapes } from "../../networks/training/training-network.ts";
import type { SessionOptions } from "../../onnx/session.ts";
import type { Arena } from "./arena.ts";
import { drawCurves } from "./draw-curves.ts";
import { exportRun } from "./export-run.ts";
import { startProgress } from "./progress.ts";
import type { Phase, Recipe } from "./recipe.ts";
import { networkOf } from "./recipe-network.ts";
import { RUN_FILES, type Run } from "./run-folder.ts";
import { openRunLog } from "./run-log.ts";
import { fillStart } from "./start-weights.ts";
import { hashNumbers, readState, type SavedState, writeState } from "./state-file.ts";
import { type LoopEvents, type PhaseSources, runLoop } from "./training-loop.ts";
import { createNetworkArena, createTrainingState } from "./training-state.ts";

/** What a run tells the person who started it. */
export type RunListener = Pick<LoopEvents, "phase" | "step"> & {
  epoch: (record: SavedState["progress"]["history"][number]) => void;
  say(line: string): void;
};

export type TrainingRun = {
  readonly dir: string;
  readonly run: Run;
  readonly sources: (phase: Phase) => Promise<PhaseSources>;
  readonly session: SessionOptions;
  readonly signal: AbortSignal;
  readonly listener: RunListener;
  /** Whether the folder's state is gone on with. */
  readonly resumes: boolean;
  readonly saveEvery?: number;
};

/** What a run came to. */
export type RunResult = {
  /** False when it was told to stop: it can be gone on with. */
  readonly finished: boolean;
  /** Of weights and running statistics after the last step. */
  readonly sha256: string;
  readonly progress: SavedState["progress"];
  readonly model: string | undefined;
};

/** Less than a minute, with what a save itself takes. */
const SAVE_EVERY_MS = 40_000;

const shapesOf = (settings: Recipe) =>
  [...networkShapes(networkOf(settings))].map(([name, dims]) => ({ name, dims }));

async function restore(dir: string, settings: Recipe): Promise<SavedState | undefined> {
  const path = join(dir, RUN_FILES.last);
  const saved = await readState(path).catch((error: unknown) => {
    const cause = error instanceof UserError ? error.cause : undefined;
    // Killed before its first save: it begins anew.
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw error;
  });
  if (saved && JSON.stringify(saved.tensors) !== JSON.stringify(shapesOf(settings)))
    throw new UserError(`${path}: is of another network than ${RUN_FILES.run} describes`);
  return saved;
}

/** Trains in a run's folder until its recipe is done or it is told to stop, then writes curves and the model. */
export async function trainInFolder(options: TrainingRun): Promise<RunResult> {
  const { dir, run, sources, session, signal, listener, resumes, saveEvery = SAVE_EVERY_MS } = options;
  const { settings } = run;
  const network = networkOf(settings);
  const path = (file: keyof typeof RUN_FILES) => join(dir, RUN_FILES[file]);
  const state = createTrainingState(network);
  const average = createNetworkArena(network);
  const saved = resumes ? await restore(dir, settings) : undefined;
  const progress = saved ? structuredClone(saved.progress) : startProgress();
  if (saved) {
    state.current().network.values.set(saved.sections.get("network") ?? []);
    average.values.set(saved.sections.get("average") ?? []);
  } else {
    listener.say(
      await fillStart(state.current().network, network, { from: run.from ?? undefined, seed: settings.seed }),
    );
    average.values.set(state.current().network.values);
  }
  const log = openRunLog(path("log"), progress.logBytes);
  const tensors = shapesOf(settings);
  const stateOf = (sections: [string, Float32Array][]): SavedState => ({
    progress,
    tensors,
    sections: new Map(sections),
  });
  const draw = async () =>
    writeWhole(
      path("curves"),
      await drawCurves(settings.name, settings.phases, progress.history, await log.steps()),
    );

  const events: LoopEvents = {
    phase: listener.phase,
    step(event) {
      const { films: _, of: __, ...step } = event;
      log.write({ event: "step", ...step });
      listener.step(event);
    },
    async epoch(record) {
      log.write({ event: "epoch", ...record });
      listener.epoch(record);
      await draw();
    },
    best: (arena: Arena) => writeState(path("best"), stateOf([["network", arena.values]])),
    async save() {
      const { network: weights, moments } = state.current();
      progress.logBytes = log.bytes();
      const sections: [string, Float32Array][] = [
        ["network", weights.values],
        ["moments", moments.values],
      ];
      if (settings.averaging) sections.push(["average", average.values]);
      await writeState(path("last"), stateOf(sections));
    },
  };
  const finished = await runLoop({
    recipe: settings,
    network,
    state,
    average,
    moments: saved?.sections.get("moments"),
    progress,
    labelWeights: Float32Array.from(run.labelWeights),
    sources,
    session,
    events,
    signal,
    saveEvery,
  });
  const sha256 = hashNumbers([state.current().network.values]);
  if (!finished) return { finished, sha256, progress, model: undefined };
  const best = await readState(path("best"));
  const chosen = createNetworkArena(network);
  chosen.values.set(best.sections.get("network") ?? []);
  // Of a run that was killed while it wrote it, or is run to its end once more.
  await rm(path("model"), { recursive: true, force: true });
  await exportRun(path("model"), chosen, run, progress.best);
  await writeWhole(
    path("run"),
    `${JSON.stringify({ ...JSON.parse(await readFile(path("run"), "utf8")), result: { sha256, best: progress.best } }, null, 2)}\n`,
  );
  return { finished, sha256, progress, model: path("model") };
}
