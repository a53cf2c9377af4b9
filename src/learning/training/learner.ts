import { featureWidth } from "../../networks/hyper-parameters.ts";
import { masksOf } from "../../networks/training/training-head.ts";
import {
  buildTrainingNetwork,
  statisticsOf,
  type Trained,
  type TrainingNetwork,
  weightsOf,
} from "../../networks/training/training-network.ts";
import { encodeGraph } from "../../onnx/encode.ts";
import { momentsOf, nextName } from "../../onnx/gradient/adam-groups.ts";
import { type AdamW, adamFeeds } from "../../onnx/gradient/adam-w.ts";
import {
  buildAccumulation,
  buildTrainingStep,
  SHARE,
  SQUARED_LENGTH,
  sumName,
  UNSCALE,
} from "../../onnx/gradient/training-step.ts";
import { openSession, type Session, type SessionOptions, type Tensor } from "../../onnx/session.ts";
import type { Batch } from "../batch.ts";
import { type Arena, createArena } from "./arena.ts";
import { type LossScale, moveScale } from "./loss-scale.ts";
import { randomFor } from "./seed.ts";
import type { TrainingState } from "./training-state.ts";

export type LearnerOptions = SessionOptions & {
  readonly network: TrainingNetwork;
  readonly trained: Exclude<Trained, "nothing">;
  readonly size: number;
  /** One per output. */
  readonly labelWeights: Float32Array;
  /** Whether batches may come in pieces. */
  readonly accumulates: boolean;
  readonly seed: number;
  /** With it convolutions and products compute in float16. It moves with the steps, and belongs to what a run goes on with. */
  readonly lossScale?: LossScale | undefined;
};

/** A network in the act of learning. Weights and moments stay in the state's memory; a step is one run per piece. */
export type Learner = {
  /**
   * Makes one step by a batch that comes in pieces. Where the loss is not a finite number the state stays as it was; so it does
   * where the loss was scaled so far that a gradient left float16's range: the scale falls, and the batch is passed over.
   *
   * @param mark tells this step's dropout masks from all others'
   * @returns the batch's loss
   */
  step(pieces: readonly Batch[], adam: AdamW, mark: number): Promise<number>;
  release(): Promise<void>;
};

const scalar = (value: number): Tensor => ({ dims: [], data: Float32Array.of(value) });

/** What goes in with films, in training and judging. */
export function batchFeeds(
  { hyper, head }: TrainingNetwork,
  size: number,
  labelWeights: Float32Array,
  { images, targets, size: n, weights }: Batch,
): Record<string, Tensor> {
  return {
    images: { dims: [n, hyper.channels, size, size], data: images },
    targets: { dims: [n, head.outputs], data: targets },
    "label.weights": { dims: [head.outputs], data: labelWeights },
    "film.weights": { dims: [n, 1], data: weights ?? new Float32Array(n).fill(1) },
  };
}

/** Adam's moments for what is trained, zeros. */
export function createMoments(network: TrainingNetwork, trained: Exclude<Trained, "nothing">): Arena {
  return createArena(momentsOf(buildTrainingNetwork(network, trained, 64), weightsOf(network, trained)));
}

const pick = ({ tensors }: Arena, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (tensors[name] ? [[name, tensors[name]] as const] : [])));
const asNext = (tensors: Readonly<Record<string, Tensor>>) =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [nextName(name), tensor]));

/** Opens a learner on a state that outlives it. Release it with `release`. */
export async function openLearner(options: LearnerOptions, state: TrainingState): Promise<Learner> {
  const { network, trained, size, labelWeights, accumulates, seed, lossScale } = options;
  const mixed = lossScale !== undefined;
  const graph = buildTrainingNetwork(network, trained, size);
  const wrt = weightsOf(network, trained);
  const statistics = statisticsOf(network, trained);
  const masks = masksOf(network.head, featureWidth(network.hyper));
  const open = (built: ReturnType<typeof buildTrainingStep>) => openSession(encodeGraph(built), options);
  const stepping = await open(buildTrainingStep(graph, { loss: "loss", wrt, accumulates, mixed }));
  let gathering: Session | undefined;
  const sumShapes = wrt.map((name) => ({ name, dims: state.current().network.tensors[name]?.dims ?? [] }));
  const sums = accumulates ? [createArena(sumShapes), createArena(sumShapes)] : [];

  function maskFeeds(rows: number, mark: number, piece: number): Record<string, Tensor> {
    return Object.fromEntries(
      masks.map(({ name, width, share }, place) => {
        const random = randomFor(seed, mark, piece, place);
        const kept = 1 / (1 - share);
        const data = Float32Array.from({ length: rows * width }, () => (random.next() < share ? 0 : kept));
        return [name, { dims: [rows, width], data }];
      }),
    );
  }

  function feedsOf(batch: Batch, mark: number, piece: number, share: number): Record<string, Tensor> {
    const { network: arena } = state.current();
    return {
      ...batchFeeds(network, size, labelWeights, batch),
      ...maskFeeds(batch.size, mark, piece),
      ...arena.tensors,
      ...(accumulates || lossScale ? { [SHARE]: scalar(share * (lossScale?.value ?? 1)) } : {}),
    };
  }

  const sumFeeds = (arena: Arena | undefined, name = (weight: string) => sumName(weight)) =>
    Object.fromEntries(Object.entries(arena?.tensors ?? {}).map(([weight, each]) => [name(weight), each]));

  /** Adds a piece's gradients to the sums; its statistics move at once, its weights with the last piece. */
  async function gather(feeds: Record<string, Tensor>): Promise<number> {
    gathering ??= await open(buildAccumulation(graph, { loss: "loss", wrt, mixed }));
    const loss = scalar(0);
    const spare = pick(state.spare().network, statistics);
    await gathering.runInto(
      { ...feeds, ...sumFeeds(sums[0]) },
      { loss, ...asNext(spare), ...sumFeeds(sums[1], (weight) => nextName(sumName(weight))) },
    );
    sums.reverse();
    const { tensors } = state.current().network;
    for (const [name, { data }] of Object.entries(spare)) tensors[name]?.data.set(data);
    return Number(loss.data[0]);
  }

  return {
    async step(pieces, adam, mark) {
      const total = pieces.reduce((sum, { size: rows }) => sum + rows, 0);
      sums[0]?.values.fill(0);
      let mean = 0;
      let fits = true;
      for (const [piece, batch] of pieces.entries()) {
        const share = batch.size / total;
        const feeds = feedsOf(batch, mark, piece, share);
        if (piece + 1 < pieces.length) {
          mean += share * (await gather(feeds));
          continue;
        }
        const { network: arena, moments } = state.spare();
        const [loss, squared] = [scalar(0), scalar(0)];
        const scaling = lossScale ? { [UNSCALE]: scalar(1 / lossScale.value) } : {};
        await stepping.runInto(
          {
            ...feeds,
            ...state.current().moments.tensors,
            ...adamFeeds(adam),
            ...scaling,
            ...sumFeeds(sums[0]),
          },
          {
            loss,
            ...(lossScale ? { [SQUARED_LENGTH]: squared } : {}),
            ...asNext(pick(arena, [...wrt, ...statistics])),
            ...asNext(moments.tensors),
          },
        );
        mean += share * Number(loss.data[0]);
        fits = Number.isFinite(Number(squared.data[0]));
      }
      if (!Number.isFinite(mean)) return mean;
      if (fits) state.swap();
      if (lossScale) moveScale(lossScale, fits);
      return mean;
    },
    async release() {
      await stepping.release();
      await gathering?.release();
    },
  };
}
