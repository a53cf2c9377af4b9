import { type Case, images } from "./case.ts";

type Sliding = {
  kernel: [number, number];
  strides?: number[];
  pads?: number[];
  outputs?: number;
  bias?: boolean;
};
const conv = (
  as: string,
  { kernel, strides = [1, 1], pads = [0, 0, 0, 0], outputs, bias = false }: Sliding,
): Case => ({
  operator: "Conv",
  as,
  inputs: (random) => {
    const x = random.apart([
      2,
      3,
      random.whole(kernel[0] + 2, kernel[0] + 4),
      random.whole(kernel[1] + 2, kernel[1] + 4),
    ]);
    const count = outputs ?? random.whole(2, 3);
    const inputs = { x, w: random.apart([count, 3, ...kernel]) };
    return bias ? { ...inputs, b: random.apart([count]) } : inputs;
  },
  build: (builder, inputs) =>
    builder.add("Conv", Object.keys(inputs), { kernel_shape: kernel, strides, pads }),
});

const pool = (operator: string, as: string, attributes: Record<string, number | number[]>): Case => ({
  operator,
  as,
  inputs: (random) => ({ x: images(random) }),
  build: (builder) => builder.add(operator, ["x"], attributes),
});

const norm = (as: string, dims: number[]): Case => ({
  operator: "BatchNormalization",
  as,
  inputs: (random) => ({
    x: random.apart(dims),
    scale: random.apart([3]),
    bias: random.apart([3]),
    mean: random.apart([3]),
    variance: random.positive([3]),
  }),
  build: (builder) =>
    builder.add("BatchNormalization", ["x", "scale", "bias", "mean", "variance"], { epsilon: 1e-2 }),
});

export const WINDOW_CASES: readonly Case[] = [
  conv("1x1", { kernel: [1, 1] }),
  conv("1x1 with stride", { kernel: [1, 1], strides: [2, 2] }),
  conv("1x1 with padding", { kernel: [1, 1], pads: [1, 1, 1, 1] }),
  conv("3x3 to fewer channels", { kernel: [3, 3], pads: [1, 1, 1, 1], outputs: 2 }),
  conv("3x3 to more channels, with bias", { kernel: [3, 3], pads: [1, 1, 1, 1], outputs: 5, bias: true }),
  conv("3x3 without padding", { kernel: [3, 3], outputs: 2 }),
  conv("3x2 with uneven padding", { kernel: [3, 2], pads: [0, 1, 2, 0], outputs: 2 }),
  conv("3x3 with stride 2", { kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
  conv("7x7 with stride 2", { kernel: [7, 7], strides: [2, 2], pads: [3, 3, 3, 3] }),
  conv("5x3 with strides 3 and 2", { kernel: [5, 3], strides: [3, 2], pads: [2, 0, 1, 1], bias: true }),
  pool("MaxPool", "3x3 with stride 2", { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
  pool("MaxPool", "2x2", { kernel_shape: [2, 2], strides: [2, 2] }),
  pool("MaxPool", "2x3, rounding up", { kernel_shape: [2, 3], strides: [2, 3], ceil_mode: 1 }),
  pool("AveragePool", "2x2", { kernel_shape: [2, 2], strides: [2, 2] }),
  pool("AveragePool", "3x2 side by side", { kernel_shape: [3, 2], strides: [3, 2] }),
  pool("AveragePool", "overlapping", { kernel_shape: [3, 3], strides: [2, 1] }),
  pool("AveragePool", "over the edge", { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
  pool("AveragePool", "counting the edge", {
    kernel_shape: [3, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
    count_include_pad: 1,
  }),
  norm("images", [2, 3, 2, 3]),
  norm("vectors", [4, 3]),
];
