import { bodyShapes, featureWidth, type HyperParameters } from "../../src/networks/hyper-parameters.ts";
import { pickle, tensor, text, torchFile } from "./hostile-file.ts";

export type Made = Partial<HyperParameters> & {
  readonly outputs?: number;
  /** The number that fills a tensor; 0.01 when undefined. */
  readonly fill?: (name: string) => number | undefined;
  /** Pickled keys and values that stand beside the state dict, in turn. */
  readonly beside?: readonly Uint8Array[];
};

/** A PyTorch file around a DenseNet of even weights, under torchvision's names. */
export function madeCheckpoint({
  outputs = 14,
  fill = () => undefined,
  beside = [],
  ...sizes
}: Made = {}): Buffer {
  const hyper = { channels: 3, initialWidth: 4, growth: 2, bottleneck: 2, blocks: [1, 1], ...sizes };
  const shapes = new Map([...bodyShapes(hyper)].map(([name, shape]) => [`features.${name}`, shape]));
  shapes.set("classifier.weight", [outputs, featureWidth(hyper)]);
  shapes.set("classifier.bias", [outputs]);
  const storages: Record<string, Buffer> = {};
  const entries = [...shapes].flatMap(([name, shape], key) => {
    const count = shape.reduce((product, size) => product * size, 1);
    storages[key] = Buffer.from(new Float32Array(count).fill(fill(name) ?? 0.01).buffer);
    const strides = shape.map((_, axis) =>
      shape.slice(axis + 1).reduce((product, size) => product * size, 1),
    );
    const described = { key: String(key), elements: BigInt(count), shape: shape.map(BigInt) };
    return [text(name), tensor({ ...described, strides: strides.map(BigInt) })];
  });
  return torchFile(
    pickle(0x80, 2, "}(", text("state_dict"), "}(", ...entries, "u", ...beside, "u."),
    storages,
  );
}

/** A list of texts, pickled. */
export const texts = (...values: string[]) => pickle("](", ...values.map(text), "e");
