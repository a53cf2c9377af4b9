import { describe, expect, test } from "vitest";
import {
  appendCounts,
  appendMoments,
  appendNorm,
  appendRunning,
  concatMoments,
} from "../../../src/onnx/gradient/batch-norm.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";
import { checkGradients, relativeError, runOnce, toTensor } from "./check.ts";
import { createRandom } from "./random.ts";

describe("a batch norm in training mode", () => {
  test.each([
    ["images", [3, 2, 3, 2], 4],
    ["vectors", [5, 2], 2],
  ] as const)(
    "its gradients of %s flow through the batch's statistics as well",
    async (_title, dims, rank) => {
      for (const seed of [1, 2]) {
        const random = createRandom(seed);
        const inputs = { x: random.apart(dims), scale: random.apart([2]), bias: random.apart([2]) };
        await checkGradients(random, inputs, (builder) => {
          const moments = appendMoments(builder, "x", rank, appendCounts(builder, "x", 2));
          return appendNorm(builder, "x", { scale: "scale", bias: "bias" }, { ...moments, name: "y" });
        });
      }
    },
  );

  test("channels that are joined bring their statistics along", async () => {
    const random = createRandom(3);
    const inputs = {
      a: random.apart([2, 1, 2, 3]),
      b: random.apart([2, 2, 2, 3]),
      scale: random.apart([3]),
      bias: random.apart([3]),
    };
    await checkGradients(random, inputs, (builder) => {
      const counts = appendCounts(builder, "a", 1);
      const parts = ["a", "b"].map((part) => appendMoments(builder, part, 4, counts));
      const joined = builder.add("Concat", ["a", "b"], { axis: 1 });
      const moments = concatMoments(builder, parts, "joined");
      return appendNorm(builder, joined, { scale: "scale", bias: "bias" }, { ...moments, name: "y" });
    });
  });

  test("a mean far from zero costs the variance no digits; the running one is divided by the count less one", async () => {
    const builder = createGraphBuilder("moments");
    builder.input("x", "float32", [8, 1, 5, 5]);
    builder.input("running", "float32", [1]);
    const counts = appendCounts(builder, "x", 1);
    const { mean, variance, unbiased } = appendMoments(builder, "x", 4, counts);
    appendRunning(builder, [{ running: "running", batch: unbiased, channels: 1 }]);
    for (const value of [mean, variance, unbiased]) builder.output(value, "float32", [1]);
    const { dims, data } = createRandom(4).apart([8, 1, 5, 5]);
    const x = toTensor({ dims, data: data.map((value) => 1000 + value / 10) });
    const results = await runOnce(builder.build(), { x, running: { dims: [1], data: Float32Array.of(2) } });

    const values = Array.from(x.data, Number);
    const exactMean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - exactMean) ** 2, 0);
    const close = (name: string, expected: number) =>
      expect(relativeError([Number(results[name]?.data[0])], [expected]), name).toBeLessThan(1e-4);
    close(mean, exactMean);
    close(variance, squares / values.length);
    close(unbiased, squares / (values.length - 1));
    close("running.next", 0.9 * 2 + 0.1 * (squares / (values.length - 1)));
  });
});
