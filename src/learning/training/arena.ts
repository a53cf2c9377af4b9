import type { Tensor } from "../../onnx/session.ts";
import { elementCount } from "../../onnx/tensor-data.ts";

/** Many tensors in one piece of memory, so that they are saved, averaged and compared as one. */
export type Arena = {
  readonly values: Float32Array;
  /** Views into it. */
  readonly tensors: Readonly<Record<string, Tensor & { readonly data: Float32Array }>>;
};

type Shape = { readonly name: string; readonly dims: readonly number[] };

/** Floats of 64 bytes: the runtime's kernels like their data so aligned. */
const ALIGNMENT = 16;

/** Lays tensors out one after the other, all zeros. */
export function createArena(shapes: readonly Shape[]): Arena {
  const starts: number[] = [];
  let end = 0;
  for (const { dims } of shapes) {
    starts.push(end);
    end += Math.ceil(elementCount(dims) / ALIGNMENT) * ALIGNMENT;
  }
  const values = new Float32Array(end);
  const tensors = shapes.map(({ name, dims }, place) => {
    const start = starts[place] ?? 0;
    return [name, { dims, data: values.subarray(start, start + elementCount(dims)) }] as const;
  });
  return { values, tensors: Object.fromEntries(tensors) };
}
