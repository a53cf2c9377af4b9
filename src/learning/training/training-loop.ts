import type { TrainingNetwork } from "../../networks/training/training-network.ts";
import { computesHalf } from "../../onnx/provider.ts";
import type { SessionOptions } from "../../onnx/session.ts";
import type { BatchSource } from "../batch.ts";
import type { Arena } from "./arena.ts";
import { type Averager, openAverager } from "./averager.ts";
import { groupBatches, stepsOf } from "./batch-groups.ts";
import { divergence, saveSound } from "./divergence.ts";
import { type Judge, openJudge } from "./judge.ts";
import { createMoments, type Learner, openLearner } from "./learner.ts";
import { isSpent, startScale } from "./loss-scale.ts";
import { settingsAt } from "./phase-schedule.ts";
import { type EpochRecord, isBetter, type Progress } from "./progress.ts";
import type { Phase, Recipe } from "./recipe.ts";
import type { TrainingState } from "./training-state.ts";

/** Films of a phase, at its size. */
export type PhaseSources = { readonly train: BatchSource; readonly val: BatchSource };

/** What a loop tells of itself; a save must be whole before it returns. */
export type LoopEvents = {
  phase(phase: Phase): void;
  step(event: {
    phase: number;
    epoch: number;
    step: number;
    loss: number;
    rate: number;
    beta1: number;
    films: number;
    of: number;
  }): void;
  epoch(record: EpochRecord): Promise<void>;
  /** The network that did best so far. */
  best(network: Arena): Promise<void>;
  save(): Promise<void>;
};

export type Loop = {
  readonly recipe: Recipe;
  readonly network: TrainingNetwork;
  readonly state: TrainingState;
  /** Of weights and statistics, where the recipe asks for one. */
  readonly average: Arena;
  /** Moments to go on with, of a run that was interrupted within a phase. */
  readonly moments: Float32Array | undefined;
  /** Moves as the loop does. */
  readonly progress: Progress;
  readonly labelWeights: Float32Array;
  readonly sources: (phase: Phase) => Promise<PhaseSources>;
  readonly session: SessionOptions;
  readonly events: LoopEvents;
  readonly signal: AbortSignal;
  /** Milliseconds between saves within an epoch. */
  readonly saveEvery: number;
};

/** One epoch's steps. Returns false when it was told to stop; the state is saved then. */
async function runEpoch(
  loop: Loop,
  phase: Phase,
  learner: Learner,
  train: BatchSource,
  averager: Averager | undefined,
) {
  const { recipe, state, progress, events, signal, saveEvery } = loop;
  const { averaging, optimiser } = recipe;
  const perEpoch = stepsOf(train, phase.accumulation);
  const before = recipe.phases.slice(0, progress.phase).reduce((sum, { epochs }) => sum + epochs, 0);
  let saved = performance.now();
  // Steps that were done before the run was interrupted are not made again.
  const batches = train.batches(before + progress.epoch, progress.done * phase.accumulation);
  for await (const pieces of groupBatches(batches, phase.accumulation)) {
    const { rate, beta1 } = settingsAt(phase, progress.step, perEpoch * phase.epochs);
    const { beta2, epsilon, decay } = optimiser;
    const adam = { rate, betas: [beta1, beta2] as const, decay, epsilon, step: progress.step + 1 };
    const loss = await learner.step(pieces, adam, progress.phase * 0x100_0000 + progress.step);
    if (!Number.isFinite(loss)) throw divergence(`the loss is ${loss}`, phase, progress.step + 1);
    if (isSpent(progress.lossScale))
      throw divergence("gradients leave float16's range even unscaled", phase, progress.step + 1);
    const films = pieces.reduce((sum, { size }) => sum + size, 0);
    progress.done += 1;
    progress.step += 1;
    progress.lossSum += loss * films;
    progress.films += films;
    if (averager && averaging?.kind === "ema") {
      // Young averages forget faster, or they would be made of the start.
      const decay = Math.min(averaging.decay, (1 + progress.averaged) / (10 + progress.averaged));
      await averager.add(loop.average.values, state.current().network.values, 1 - decay);
      progress.averaged += 1;
    }
    events.step({
      phase: progress.phase,
      epoch: progress.epoch + 1,
      step: progress.step,
      loss,
      rate,
      beta1,
      films,
      of: perEpoch * phase.epochs,
    });
    const stops = signal.aborted;
    if (stops || performance.now() - saved > saveEvery) {
      await saveSound(loop);
      saved = performance.now();
    }
    if (stops) return false;
  }
  return true;
}

async function endEpoch(
  loop: Loop,
  judge: Judge | undefined,
  val: BatchSource,
  averager: Averager | undefined,
) {
  const { recipe, state, progress, events, average } = loop;
  const { averaging } = recipe;
  // Judging may take long; what was learnt is safe meanwhile.
  await saveSound(loop);
  const number =
    recipe.phases.slice(0, progress.phase).reduce((sum, { epochs }) => sum + epochs, 1) + progress.epoch;
  if (averager && averaging?.kind === "swa" && number >= averaging.fromEpoch) {
    progress.averaged += 1;
    await averager.add(average.values, state.current().network.values, 1 / progress.averaged);
  }
  const judged = progress.averaged > 0 ? average : state.current().network;
  const judgement = await judge?.judge(judged, val);
  const record = {
    phase: progress.phase,
    epoch: progress.epoch + 1,
    trainLoss: progress.lossSum / progress.films,
    loss: judgement?.loss ?? null,
    auc: judgement?.auc ?? null,
    aucs: [...(judgement?.aucs ?? [])],
  };
  progress.history.push(record);
  progress.stale += 1;
  if (isBetter(record, progress.best) || !judge) {
    progress.best = record;
    progress.stale = 0;
    await events.best(judged);
  }
  Object.assign(progress, { epoch: progress.epoch + 1, done: 0, lossSum: 0, films: 0 });
  await events.epoch(record);
  await events.save();
}

async function runPhase(loop: Loop, phase: Phase, averager: Averager | undefined): Promise<boolean> {
  const { recipe, network, state, progress, labelWeights, session, moments, signal } = loop;
  loop.events.phase(phase);
  const { train, val } = await loop.sources(phase);
  state.begin(() => createMoments(network, phase.trains));
  if (progress.step > 0 && moments) state.current().moments.values.set(moments);
  const { size, accumulation } = phase;
  const options = { ...session, network, size, labelWeights, seed: recipe.seed };
  const mixed = recipe.precision === "mixed" && computesHalf(session.provider);
  // A run that began where there is float16 may go on where there is none: its scale waits then.
  if (mixed) progress.lossScale ??= startScale();
  const lossScale = mixed ? progress.lossScale : undefined;
  const learner = await openLearner(
    { ...options, trained: phase.trains, accumulates: accumulation > 1, lossScale },
    state,
  );
  const judge = val.length > 0 ? await openJudge(options) : undefined;
  try {
    while (progress.epoch < phase.epochs) {
      if (recipe.earlyStopping && progress.stale >= recipe.earlyStopping.patience) break;
      if (!(await runEpoch(loop, phase, learner, train, averager))) return false;
      await endEpoch(loop, judge, val, averager);
      if (signal.aborted) return false;
    }
    return true;
  } finally {
    await learner.release();
    await judge?.release();
  }
}

/**
 * Trains by a recipe from where `progress` stands.
 *
 * @returns false when it was told to stop before the end; the state is saved then
 * @throws {UserError} when the loss is not a finite number
 */
export async function runLoop(loop: Loop): Promise<boolean> {
  const { recipe, progress } = loop;
  const averager = recipe.averaging ? await openAverager(loop.session) : undefined;
  try {
    for (let phase = recipe.phases[progress.phase]; phase; phase = recipe.phases[progress.phase]) {
      if (!(await runPhase(loop, phase, averager))) return false;
      Object.assign(progress, { phase: progress.phase + 1, epoch: 0, step: 0, stale: 0 });
      await loop.events.save();
    }
    return true;
  } finally {
    await averager?.release();
  }
}
