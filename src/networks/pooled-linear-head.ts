import { integers, tensorData } from "../onnx/tensor-data.ts";
import type { HeadInput, HeadOutput, PooledLinearHead } from "./head.ts";

/**
 * Appends global average pooling, a linear layer and the exact Grad-CAM of every output. With one linear layer on
 * averages the gradient of output c by channel k is the constant W_ck / (h w), so Grad-CAM (Selvaraju et al., ICCV 2017)
 * is relu(sum_k W_ck A_k / (h w)): a 1x1 convolution without bias.
 */
export function appendPooledLinear(
  { builder, weights, features, width, side, names }: HeadInput,
  { last: { matrix, bias } }: PooledLinearHead,
): HeadOutput {
  const outputs = bias.length;
  const averages = builder.add("GlobalAveragePool", [features], {}, { name: "pool" });
  const pooled = builder.add("Flatten", [averages], { axis: 1 }, { name: "features" });
  const weight = weights.kernel("classifier.weight", [outputs, width], matrix);
  const logits = builder.add(
    "Gemm",
    [pooled, weight, weights.vector("classifier.bias", bias)],
    { transB: 1 },
    { name: names.logits },
  );
  // Both operands are constants, so this is computed once, when the graph is loaded.
  const share = builder.constant("map.share", tensorData("float32", [1], Float32Array.of(1 / (side * side))));
  const shape = builder.constant("map.shape", integers([outputs, width, 1, 1]));
  const kernel = builder.add(
    "Mul",
    [builder.add("Reshape", [weight, shape], {}, { name: "map.matrix" }), share],
    {},
    { name: "map.weight" },
  );
  const raw = builder.add("Conv", [features, kernel], { kernel_shape: [1, 1] }, { name: "map.raw" });
  return { logits, features: pooled, maps: builder.add("Relu", [raw], {}, { name: names.maps }) };
}
