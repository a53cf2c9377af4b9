import { encodeGraph } from "../../onnx/encode.ts";
import { createGraphBuilder } from "../../onnx/graph-builder.ts";
import { openSession, type SessionOptions } from "../../onnx/session.ts";

/** Keeps an average of weights and running statistics. */
export type Averager = {
  /** The average becomes (1 - share) average + share values. */
  add(average: Float32Array, values: Float32Array, share: number): Promise<void>;
  release(): Promise<void>;
};

/** Opens an averager: one small graph over all numbers at once. */
export async function openAverager(options: SessionOptions): Promise<Averager> {
  const builder = createGraphBuilder("average");
  const average = builder.input("average", "float32", ["n"]);
  const values = builder.input("values", "float32", ["n"]);
  const share = builder.input("share", "float32", []);
  const apart = builder.add("Sub", [values, average]);
  const next = builder.add("Add", [average, builder.add("Mul", [apart, share])], {}, { name: "next" });
  builder.output(next, "float32", ["n"]);
  const session = await openSession(encodeGraph(builder.build()), options);
  let spare = new Float32Array();
  return {
    async add(average, values, share) {
      const dims = [average.length];
      if (spare.length !== average.length) spare = new Float32Array(average.length);
      await session.runInto(
        {
          average: { dims, data: average },
          values: { dims, data: values },
          share: { dims: [], data: Float32Array.of(share) },
        },
        { next: { dims, data: spare } },
      );
      average.set(spare);
    },
    release: () => session.release(),
  };
}
