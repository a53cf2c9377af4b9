import { DATA_TYPES } from "../onnx/data-type.ts";
import { integers, tensorData } from "../onnx/tensor-data.ts";
import type { ConcatPoolHead, HeadInput, HeadOutput, Pooling } from "./head.ts";

const POOL_OPERATORS: Readonly<Record<Pooling, string>> = {
  average: "GlobalAveragePool",
  max: "GlobalMaxPool",
};

/**
 * Appends the paper's head and the exact Grad-CAM of every output. Both poolings' gradients, averaged over space, give
 * channel k the weight (dy_c/dmax_k + dy_c/davg_k) / (h w), wherever the maximum lies, so only the head's Jacobian is
 * needed: with z = W1 x + b1 and y = W2 relu(z) + b2 it is W2 diag(z > 0) W1.
 */
export function appendConcatPool(
  { builder, weights, features, width, side, names }: HeadInput,
  { pooling, first, last }: ConcatPoolHead,
): HeadOutput {
  const hidden = first.bias.length;
  const outputs = last.bias.length;
  const pools = pooling.map((each) =>
    builder.add(POOL_OPERATORS[each], [features], {}, { name: `pool.${each}` }),
  );
  const joined = builder.add("Concat", pools, { axis: 1 }, { name: "pool" });
  const pooled = builder.add("Flatten", [joined], { axis: 1 }, { name: "features" });
  const inner = weights.kernel("head.first.weight", [hidden, pooling.length * width], first.matrix);
  const outer = weights.kernel("head.last.weight", [outputs, hidden], last.matrix);
  const before = builder.add(
    "Gemm",
    [pooled, inner, weights.vector("head.first.bias", first.bias)],
    { transB: 1 },
    { name: "head.hidden" },
  );
  const after = builder.add("Relu", [before], {}, { name: "head.relu" });
  const logits = builder.add(
    "Gemm",
    [after, outer, weights.vector("head.last.bias", last.bias)],
    { transB: 1 },
    { name: names.logits },
  );

  const zero = builder.constant("map.zero", tensorData("float32", [1], Float32Array.of(0)));
  const open = builder.add(
    "Cast",
    [builder.add("Greater", [before, zero])],
    { to: DATA_TYPES.float32.code },
    { name: "map.open" },
  );
  // [n, 1, hidden] * [k, hidden] gives [n, k, hidden]: the last layer, closed where the ReLU was.
  const spread = builder.add("Unsqueeze", [open, builder.constant("map.axis", integers([1]))], {});
  const gated = builder.add("Mul", [spread, outer], {}, { name: "map.gated" });
  // Constants only, up to the division by the area: computed once, when the graph is loaded.
  const axis = builder.constant("map.slice.axis", integers([1]));
  const slices = pooling.map((_, place) => {
    const from = builder.constant("map.slice.from", integers([place * width]));
    const to = builder.constant("map.slice.to", integers([(place + 1) * width]));
    return builder.add("Slice", [inner, from, to, axis], {}, { name: "map.slice" });
  });
  const summed = slices.reduce((sum, slice) => builder.add("Add", [sum, slice], {}, { name: "map.sum" }));
  const share = builder.constant("map.share", tensorData("float32", [1], Float32Array.of(1 / (side * side))));
  const perChannel = builder.add("Mul", [summed, share], {}, { name: "map.first" });

  const channelWeights = builder.add("MatMul", [gated, perChannel], {}, { name: "map.weight" });
  const flat = builder.constant("map.flat", integers([0, width, side * side]));
  const columns = builder.add("Reshape", [features, flat], {}, { name: "map.columns" });
  const raw = builder.add("MatMul", [channelWeights, columns], {}, { name: "map.raw" });
  const square = builder.constant("map.square", integers([0, outputs, side, side]));
  const maps = builder.add("Reshape", [builder.add("Relu", [raw]), square], {}, { name: names.maps });
  return { logits, features: pooled, maps };
}
