import type { GraphBuilder } from "../../onnx/builder.ts";
import type { Norms } from "./training-norms.ts";

/** The head a network is trained with. */
export type TrainingHead = {
  readonly kind: "linear" | "concat-pool";
  readonly outputs: number;
  /** Width of the paper's hidden layer; the linear head has none. */
  readonly hidden: number;
  /** Share of features dropped before each linear layer, 0..1. */
  readonly dropout: readonly number[];
};

/** The masks that go in with a batch: names and widths; each is `[n, width]` of 0 or 1 / (1 - share). */
export type Mask = { readonly name: string; readonly width: number; readonly share: number };

/** Whether a ReLU stands between body and pooling: torchvision's linear head has it, fastai's (the paper's) has none. */
export const hasRelu = (head: Pick<TrainingHead, "kind">) => head.kind === "linear";

type Shape = readonly [string, readonly number[]];

const norm = (name: string, width: number): Shape[] =>
  ["weight", "bias", "running_mean", "running_var"].map((part) => [`${name}.${part}`, [width]]);

const linear = (name: string, outputs: number, inputs: number): Shape[] => [
  [`${name}.weight`, [outputs, inputs]],
  [`${name}.bias`, [outputs]],
];

/** Shape of every tensor of a head by its name. */
export function headShapes(head: TrainingHead, width: number): Map<string, readonly number[]> {
  if (head.kind === "linear") return new Map(linear("classifier", head.outputs, width));
  return new Map([
    ...norm("head.norm1", 2 * width),
    ...linear("head.linear1", head.hidden, 2 * width),
    ...norm("head.norm2", head.hidden),
    ...linear("head.linear2", head.outputs, head.hidden),
  ]);
}

/** The masks a head takes while it is trained. */
export function masksOf({ kind, hidden, dropout }: TrainingHead, width: number): Mask[] {
  const widths = kind === "linear" ? [width] : [2 * width, hidden];
  return widths.flatMap((each, place) => {
    const share = dropout[place] ?? 0;
    return share > 0 ? [{ name: `dropout${place + 1}`, width: each, share }] : [];
  });
}

type Parts = {
  readonly builder: GraphBuilder;
  readonly norms: Norms;
  readonly head: TrainingHead;
  readonly width: number;
  /** Whether dropout is at work. */
  readonly trained: boolean;
};

/**
 * Appends a head: averages and one linear layer, or the paper's: maximum and average pooling, norm, dropout, linear, ReLU,
 * norm, dropout, linear (fastai's order).
 *
 * @param maps `[n, width, side, side]`
 * @returns `logits`, `[n, outputs]`
 */
export function appendTrainingHead({ builder, norms, head, width, trained }: Parts, maps: string): string {
  const masks = trained ? masksOf(head, width) : [];
  for (const mask of masks) builder.input(mask.name, "float32", ["n", mask.width]);
  const drop = (value: string, place: number) => {
    const name = `dropout${place}`;
    return masks.some((mask) => mask.name === name) ? builder.add("Mul", [value, name]) : value;
  };
  const gemm = (value: string, name: string, result: string) =>
    builder.add("Gemm", [value, `${name}.weight`, `${name}.bias`], { transB: 1 }, { name: result });
  const flat = (value: string) => builder.add("Flatten", [value], { axis: 1 });
  const average = builder.add("GlobalAveragePool", [maps]);
  if (head.kind === "linear") return gemm(drop(flat(average), 1), "classifier", "logits");
  const normed = (value: string, name: string, channels: number) =>
    norms.norm(norms.weigh(value, norms.count(value, channels), 2), name, channels);
  const pooled = builder.add("Concat", [builder.add("GlobalMaxPool", [maps]), average], { axis: 1 });
  const entered = drop(normed(flat(pooled), "head.norm1", 2 * width), 1);
  const hidden = builder.add("Relu", [gemm(entered, "head.linear1", "hidden")]);
  return gemm(drop(normed(hidden, "head.norm2", head.hidden), 2), "head.linear2", "logits");
}
