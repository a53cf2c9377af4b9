import { describe, expect, test } from "vitest";
import { differentiate, gradientName } from "../../../src/onnx/gradient/differentiate.ts";
import { appendBinaryCrossEntropy, appendCrossEntropy } from "../../../src/onnx/gradient/losses.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";
import { checkGradients, runOnce } from "./check.ts";
import { createRandom } from "./random.ts";

const softplus = (value: number) => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));

describe("binary cross-entropy of logits", () => {
  test("has the gradients of central differences, by weights and targets too", async () => {
    const random = createRandom(1);
    const inputs = {
      logits: random.apart([4, 3]),
      targets: random.positive([4, 3]),
      positive: random.positive([3]),
    };
    await checkGradients(random, inputs, (builder) =>
      appendBinaryCrossEntropy(builder, { logits: "logits", targets: "targets", positive: "positive" }),
    );
  });

  test("stays finite and right for logits of any size", async () => {
    const builder = createGraphBuilder("loss");
    builder.input("logits", "float32", ["n", 1]);
    builder.input("targets", "float32", ["n", 1]);
    builder.output(
      appendBinaryCrossEntropy(builder, { logits: "logits", targets: "targets" }),
      "float32",
      [],
    );
    const graph = differentiate(builder.build(), { loss: "loss", wrt: ["logits"] });
    for (const logit of [-200, -30, -1, 0, 1, 30, 200]) {
      for (const target of [0, 1]) {
        const results = await runOnce(graph, {
          logits: { dims: [1, 1], data: Float32Array.of(logit) },
          targets: { dims: [1, 1], data: Float32Array.of(target) },
        });
        const expected = target === 1 ? softplus(-logit) : softplus(logit);
        expect(Number(results["loss"]?.data[0])).toBeCloseTo(expected, 5);
        const slope = 1 / (1 + Math.exp(-logit)) - target;
        expect(Number(results[gradientName("logits")]?.data[0])).toBeCloseTo(slope, 5);
      }
    }
  });
});

test("cross-entropy with class weights divides by the weights of the true classes", async () => {
  const random = createRandom(2);
  const logits = random.apart([3, 2]);
  const targets = { dims: [3, 2], data: Float64Array.of(1, 0, 0, 1, 0, 1) };
  const weights = { dims: [2], data: Float64Array.of(0.25, 3) };
  await checkGradients(
    random,
    { logits, targets, weights },
    (builder) => appendCrossEntropy(builder, { logits: "logits", targets: "targets", weights: "weights" }),
    ["targets"],
  );

  const builder = createGraphBuilder("loss");
  for (const [name, { dims }] of Object.entries({ logits, targets, weights }))
    builder.input(name, "float32", dims);
  const loss = appendCrossEntropy(builder, { logits: "logits", targets: "targets", weights: "weights" });
  builder.output(loss, "float32", []);
  const feeds = Object.entries({ logits, targets, weights }).map(([name, { dims, data }]) => [
    name,
    { dims, data: Float32Array.from(data) },
  ]);
  const results = await runOnce(builder.build(), Object.fromEntries(feeds));
  const classes = [0, 1, 1];
  const terms = classes.map((chosen, row) => {
    const [own = 0, other = 0] = [logits.data[row * 2 + chosen], logits.data[row * 2 + 1 - chosen]];
    return weights.data[chosen]! * softplus(other - own);
  });
  expect(Number(results[loss]?.data[0])).toBeCloseTo((terms[0]! + terms[1]! + terms[2]!) / (0.25 + 3 + 3), 5);
});
