import { expect, test } from "vitest";
import { encodeGraph } from "../../../src/onnx/encode.ts";
import { adamFeeds, appendAdamW, declareAdam } from "../../../src/onnx/gradient/adam-w.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";
import { openSession, type Tensor } from "../../../src/onnx/session.ts";
import { relativeError } from "./check.ts";
import { createRandom } from "./random.ts";

test("ten steps with a changing rate and first beta equal the formula in double precision", async () => {
  const builder = createGraphBuilder("adam");
  for (const name of ["weight", "first", "second", "gradient"]) builder.input(name, "float32", [5]);
  declareAdam(builder);
  const next = appendAdamW(builder, { weight: "weight", first: "first", second: "second" }, "gradient");
  for (const value of Object.values(next)) builder.output(value, "float32", [5]);
  const session = await openSession(encodeGraph(builder.build()), { threads: 1, provider: "cpu" });

  const random = createRandom(9);
  const start = random.apart([5]);
  const zero = (): Tensor => ({ dims: [5], data: new Float32Array(5) });
  let state = {
    weight: { dims: [5], data: Float32Array.from(start.data) } as Tensor,
    first: zero(),
    second: zero(),
  };
  const exact = Array.from(start.data, (weight) => ({ weight, first: 0, second: 0 }));
  try {
    for (let step = 1; step <= 10; step += 1) {
      const [rate, beta1, beta2, decay] = [1e-2 / step, 0.95 - step / 100, 0.999, 0.1];
      // Gradients of very different sizes: Adam is to move all weights alike.
      const gradient = random.apart([5]).data.map((value, index) => Math.fround(value * 10 ** (-2 * index)));
      const feeds = adamFeeds({ rate, betas: [beta1, beta2], decay, step });
      const results = await session.run({
        ...state,
        gradient: { dims: [5], data: Float32Array.from(gradient) },
        ...feeds,
      });
      state = { weight: results[next.weight]!, first: results[next.first]!, second: results[next.second]! };
      for (const [index, each] of exact.entries()) {
        const slope = gradient[index]!;
        each.first = beta1 * each.first + (1 - beta1) * slope;
        each.second = beta2 * each.second + (1 - beta2) * slope * slope;
        const root = Math.sqrt(each.second / (1 - beta2 ** step)) + 1e-8;
        each.weight -= rate * decay * each.weight + (rate * (each.first / (1 - beta1 ** step))) / root;
      }
    }
  } finally {
    await session.release();
  }
  const moved = (values: ArrayLike<number>) =>
    Array.from(values, (value, index) => value - start.data[index]!);
  const expected = moved(exact.map(({ weight }) => weight));
  for (const [index, value] of moved(state.weight.data as Float32Array).entries()) {
    expect(relativeError([value], [expected[index]!])).toBeLessThan(1e-4);
  }
});
