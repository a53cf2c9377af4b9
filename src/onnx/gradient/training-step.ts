import type { GraphBuilder } from "../builder.ts";
import type { Graph } from "../graph.ts";
import { createGraphBuilder } from "../graph-builder.ts";
import { appendGroupStep, groupsOf, nextName, weightInfo } from "./adam-groups.ts";
import { declareAdam } from "./adam-w.ts";
import { type Differentiation, differentiate, gradientName } from "./differentiate.ts";
import { computeInHalf } from "./half-compute.ts";

/** What gradients of a batch that came in pieces are gathered in. */
export const sumName = (weight: string): string => `${weight}.sum`;
/** Input of accumulating or scaled graphs, of the loss's shape: the share of this piece in the batch, 0..1, times the loss's scale. */
export const SHARE = "share";
/** Input of scaled graphs: what gradients are multiplied with, 1 / the loss's scale. */
export const UNSCALE = "unscale";
/** Output of scaled graphs: the squared length of all gradients together, no finite number where one of them is none. */
export const SQUARED_LENGTH = "gradients.squared";

type StepOptions = {
  /** Whether the graph takes the gradients of earlier pieces of the batch as inputs `sumName(weight)` and adds to them. */
  readonly accumulates?: boolean;
  /**
   * Whether convolutions and products compute in float16 (`computeInHalf`) and the loss is scaled by `SHARE`, so that small
   * gradients keep their digits; they are scaled back by `UNSCALE` before AdamW, which reads and writes float32.
   */
  readonly mixed?: boolean;
};

/** Sums what the groups' gradients come to. */
function appendSquaredLength(builder: GraphBuilder, gradients: readonly string[]): void {
  const squares = gradients.map((each) => builder.add("ReduceSumSquare", [each], { keepdims: 1 }));
  const joined = builder.add("Concat", squares, { axis: 0 });
  builder.add("ReduceSum", [joined], { keepdims: 0 }, { name: SQUARED_LENGTH });
  builder.output(SQUARED_LENGTH, "float32", []);
}

/** Adds this piece's gradients to those of the pieces before it. */
function appendSums(builder: GraphBuilder, graph: Graph, weights: readonly string[]): Map<string, string> {
  return new Map(
    weights.map((weight) => {
      const before = builder.input(sumName(weight), "float32", weightInfo(graph, weight).dims);
      const name = nextName(sumName(weight));
      return [weight, builder.add("Add", [before, gradientName(weight)], {}, { name })];
    }),
  );
}

/** Continues a graph by its gradients, which stay inside. */
function continueBack(graph: Graph, options: Differentiation): GraphBuilder {
  const differentiated = differentiate(graph, options);
  return createGraphBuilder(graph.name, { ...differentiated, outputs: graph.outputs });
}

/**
 * Makes one training step one graph: forward, loss, gradients, AdamW. Weights and Adam's moments (`momentsOf`) go in as
 * inputs, with what `adamFeeds` makes, and come out as `nextName` of each, beside whatever the graph gave before, such as the
 * loss and running statistics.
 *
 * @param graph its weights are inputs
 * @param options.wrt the weights to train; others stay as they are
 */
export function buildTrainingStep(graph: Graph, options: Differentiation & StepOptions): Graph {
  const { wrt, accumulates = false, mixed = false } = options;
  const builder = continueBack(graph, accumulates || mixed ? { ...options, seed: SHARE } : options);
  declareAdam(builder);
  const unscale = mixed ? builder.input(UNSCALE, "float32", []) : undefined;
  const sums = accumulates ? appendSums(builder, graph, wrt) : undefined;
  const gradients = groupsOf(graph, wrt).map((group) =>
    appendGroupStep(builder, graph, group, {
      gradientOf: (weight) => sums?.get(weight) ?? gradientName(weight),
      unscale,
    }),
  );
  if (!mixed) return builder.build();
  appendSquaredLength(builder, gradients);
  return computeInHalf(builder.build());
}

/**
 * The same for a piece of a batch that does not fit at once and is not its last: gradients are added to `sumName(weight)`
 * and come out as `nextName` of it; weights stay. The last piece goes through a step that `accumulates`.
 */
export function buildAccumulation(
  graph: Graph,
  options: Differentiation & Pick<StepOptions, "mixed">,
): Graph {
  const builder = continueBack(graph, { ...options, seed: SHARE });
  const sums = appendSums(builder, graph, options.wrt);
  for (const [weight, sum] of sums) builder.output(sum, "float32", weightInfo(graph, weight).dims);
  return options.mixed ? computeInHalf(builder.build()) : builder.build();
}
