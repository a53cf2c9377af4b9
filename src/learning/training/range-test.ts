import type { TrainingNetwork } from "../../networks/training/training-network.ts";
import type { SessionOptions } from "../../onnx/session.ts";
import type { Batch, BatchSource } from "../batch.ts";
import { groupBatches } from "./batch-groups.ts";
import { createMoments, openLearner } from "./learner.ts";
import type { Phase, Recipe } from "./recipe.ts";
import { createTrainingState } from "./training-state.ts";

/** A sweep of rates: from the first to the last in so many steps. */
export type Sweep = { readonly first: number; readonly last: number; readonly steps: number };

/** The rate after the i-th step: lr_i = lr_0 q^i with q = (lr_n / lr_0)^(1/n) (the paper's eq. 4 and 5). */
export function rateAt({ first, last, steps }: Sweep, step: number): number {
  return first * (last / first) ** (step / Math.max(1, steps - 1));
}

/** Losses over rates for one weight decay. */
export type RangeCurve = {
  readonly decay: number;
  readonly points: readonly { readonly rate: number; readonly loss: number; readonly smoothed: number }[];
  /** Where the smoothed loss falls most steeply over the logarithm of the rate; `undefined` where it never falls. */
  readonly suggestion: number | undefined;
};

const MEMORY = 0.98;
/** The loss has exploded when it is so many times the least. */
const EXPLODED = 4;

/** A running mean that forgets, free of the bias of its start, as fastai smooths. */
export function smooth(losses: readonly number[]): number[] {
  let mean = 0;
  return losses.map((loss, place) => {
    mean = MEMORY * mean + (1 - MEMORY) * loss;
    return mean / (1 - MEMORY ** (place + 1));
  });
}

/** The rate of the steepest fall, measured over a tenth of the sweep; the noisy start is left out. */
export function steepest(points: RangeCurve["points"]): number | undefined {
  const reach = Math.max(1, Math.floor(points.length / 20));
  let [best, found] = [0, undefined as number | undefined];
  for (let place = 2 * reach; place < points.length - reach; place += 1) {
    const [before, here, after] = [points[place - reach], points[place], points[place + reach]];
    if (!before || !here || !after) continue;
    const slope = (after.smoothed - before.smoothed) / (Math.log(after.rate) - Math.log(before.rate));
    if (slope < best) [best, found] = [slope, here.rate];
  }
  return found;
}

async function* endless(source: BatchSource, together: number): AsyncGenerator<Batch[]> {
  for (let epoch = 0; ; epoch += 1) yield* groupBatches(source.batches(epoch), together);
}

/**
 * Trains a little with growing rates until the loss explodes, once per weight decay from the same weights (the paper's Fig. 6).
 *
 * @param start weights to begin from, of `createNetworkArena`
 */
export async function testRange(options: {
  recipe: Recipe;
  network: TrainingNetwork;
  phase: Phase;
  start: Float32Array;
  labelWeights: Float32Array;
  source: BatchSource;
  sweep: Sweep;
  decays: readonly number[];
  session: SessionOptions;
  signal: AbortSignal;
  onStep(decay: number, step: number): void;
}): Promise<RangeCurve[]> {
  const { recipe, network, phase, start, labelWeights, source, sweep, decays, session, signal, onStep } =
    options;
  const state = createTrainingState(network);
  const { size, accumulation, trains, schedule } = phase;
  const learning = { ...session, network, trained: trains, size, labelWeights, seed: recipe.seed };
  const learner = await openLearner({ ...learning, accumulates: accumulation > 1 }, state);
  const { beta2, epsilon } = recipe.optimiser;
  const beta1 = schedule.kind === "constant" ? schedule.beta1 : schedule.momentum[0];
  const curves: RangeCurve[] = [];
  try {
    for (const decay of decays) {
      state.current().network.values.set(start);
      state.begin(() => createMoments(network, trains));
      const seen: { rate: number; loss: number }[] = [];
      for await (const pieces of endless(source, accumulation)) {
        const step = seen.length;
        if (step === sweep.steps || signal.aborted) break;
        const rate = rateAt(sweep, step);
        const adam = { rate, betas: [beta1, beta2] as const, decay, epsilon, step: step + 1 };
        const loss = await learner.step(pieces, adam, step);
        if (!Number.isFinite(loss)) break;
        seen.push({ rate, loss });
        onStep(decay, step + 1);
        const smoothed = smooth(seen.map((each) => each.loss));
        if ((smoothed.at(-1) ?? 0) > EXPLODED * Math.min(...smoothed)) break;
      }
      const smoothed = smooth(seen.map((each) => each.loss));
      const points = seen.map((each, place) => ({ ...each, smoothed: smoothed[place] ?? each.loss }));
      curves.push({ decay, points, suggestion: steepest(points) });
    }
  } finally {
    await learner.release();
  }
  return curves;
}
