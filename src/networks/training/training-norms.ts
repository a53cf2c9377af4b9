import type { GraphBuilder } from "../../onnx/builder.ts";
import {
  appendCounts,
  appendMoments,
  appendNorm,
  appendRunning,
  type Counts,
  concatMoments,
  type Moments,
  type Running,
} from "../../onnx/gradient/batch-norm.ts";

/** A value and, where norms take them from the batch, the statistics of its channels. */
export type Piece = { readonly value: string; readonly moments?: Moments };

/** Batch norms of a part of a network: over the batch while that part is trained, else over the running statistics. */
export type Norms = {
  /** What `weigh` needs of a value; it serves every value of its sizes. */
  count(value: string, channels: number): Counts | undefined;
  weigh(value: string, counts: Counts | undefined, rank?: 2 | 4): Piece;
  /** Concatenates channels; nothing has to be computed over them again. */
  join(pieces: readonly Piece[], name: string): Piece;
  norm(piece: Piece, name: string, channels: number): string;
  /** Batch statistics that move running ones. */
  readonly running: readonly Running[];
};

/** Appends the running statistics of all parts as outputs. */
export function appendAllRunning(builder: GraphBuilder, parts: readonly Norms[]): void {
  const running = parts.flatMap((part) => part.running);
  if (running.length > 0) appendRunning(builder, running);
}

function concat(builder: GraphBuilder, pieces: readonly Piece[], name: string): string {
  const values = pieces.map(({ value }) => value);
  return builder.add("Concat", values, { axis: 1 }, { name: `${name}.concat` });
}

function batchNorms(builder: GraphBuilder): Norms {
  const running: Running[] = [];
  return {
    running,
    count: (value, channels) => appendCounts(builder, value, channels),
    weigh(value, counts, rank = 4) {
      if (!counts) throw new RangeError(`${value} was not counted`);
      return { value, moments: appendMoments(builder, value, rank, counts) };
    },
    join(pieces, name) {
      const moments = pieces.flatMap((piece) => piece.moments ?? []);
      return { value: concat(builder, pieces, name), moments: concatMoments(builder, moments, name) };
    },
    norm({ value, moments }, name, channels) {
      if (!moments) throw new RangeError(`${value} was not weighed`);
      running.push({ running: `${name}.running_mean`, batch: moments.mean, channels });
      running.push({ running: `${name}.running_var`, batch: moments.unbiased, channels });
      return appendNorm(
        builder,
        value,
        { scale: `${name}.weight`, bias: `${name}.bias` },
        { ...moments, name },
      );
    },
  };
}

function runningNorms(builder: GraphBuilder): Norms {
  return {
    running: [],
    count: () => undefined,
    weigh: (value) => ({ value }),
    join: (pieces, name) => ({ value: concat(builder, pieces, name) }),
    norm: ({ value }, name) =>
      appendNorm(
        builder,
        value,
        { scale: `${name}.weight`, bias: `${name}.bias` },
        { mean: `${name}.running_mean`, variance: `${name}.running_var`, name },
      ),
  };
}

export function createNorms(builder: GraphBuilder, trained: boolean): Norms {
  return trained ? batchNorms(builder) : runningNorms(builder);
}
