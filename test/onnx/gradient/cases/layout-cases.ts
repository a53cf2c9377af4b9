import { type Case, ints } from "./case.ts";

const matMul = (as: string, a: number[], b: number[]): Case => ({
  operator: "MatMul",
  as,
  inputs: (random) => ({ a: random.apart(a), b: random.apart(b) }),
  build: (builder) => builder.add("MatMul", ["a", "b"]),
});

const gemms = [0, 1].flatMap((transA) =>
  [0, 1].map(
    (transB): Case => ({
      operator: "Gemm",
      as: `transA ${transA}, transB ${transB}`,
      inputs: (random) => ({
        a: random.apart(transA === 1 ? [3, 2] : [2, 3]),
        b: random.apart(transB === 1 ? [4, 3] : [3, 4]),
        c: random.apart(transA === transB ? [4] : [2, 1]),
      }),
      build: (builder) => builder.add("Gemm", ["a", "b", "c"], { transA, transB, alpha: 0.7, beta: 1.3 }),
    }),
  ),
);

export const LAYOUT_CASES: readonly Case[] = [
  {
    operator: "Concat",
    inputs: (random) => ({
      a: random.apart([2, 2, 3]),
      b: random.apart([2, 4, 3]),
      c: random.apart([2, 1, 3]),
    }),
    build: (builder) => builder.add("Concat", ["a", "b", "c", "a"], { axis: -2 }),
  },
  {
    operator: "Slice",
    inputs: (random) => ({ x: random.apart([3, 5, 4]) }),
    build: (builder) =>
      builder.add("Slice", ["x", ints(builder, [1, -3]), ints(builder, [4, 9]), ints(builder, [1, -1])]),
  },
  {
    operator: "Gather",
    as: "one place twice",
    inputs: (random) => ({ x: random.apart([2, 4, 3]) }),
    build: (builder) => builder.add("Gather", ["x", ints(builder, [3, 0, 3])], { axis: -2 }),
  },
  {
    operator: "Expand",
    inputs: (random) => ({ x: random.apart([3, 1]) }),
    build: (builder) => builder.add("Expand", ["x", ints(builder, [2, 3, 4])]),
  },
  {
    operator: "Flatten",
    inputs: (random) => ({ x: random.apart([2, 3, 2, 2]) }),
    build: (builder) => builder.add("Flatten", ["x"], { axis: 2 }),
  },
  {
    operator: "Reshape",
    inputs: (random) => ({ x: random.apart([2, 6, 2]) }),
    build: (builder) => builder.add("Reshape", ["x", ints(builder, [0, 3, -1])]),
  },
  {
    operator: "Squeeze",
    inputs: (random) => ({ x: random.apart([2, 1, 3, 1]) }),
    build: (builder) => builder.add("Squeeze", ["x", ints(builder, [1])]),
  },
  {
    operator: "Unsqueeze",
    inputs: (random) => ({ x: random.apart([2, 3]) }),
    build: (builder) => builder.add("Unsqueeze", ["x", ints(builder, [0, -1])]),
  },
  {
    operator: "Transpose",
    inputs: (random) => ({ x: random.apart([2, 3, 4]) }),
    build: (builder) => builder.add("Transpose", ["x"], { perm: [2, 0, 1] }),
  },
  {
    operator: "Transpose",
    as: "all axes",
    inputs: (random) => ({ x: random.apart([2, 3, 4]) }),
    build: (builder) => builder.add("Transpose", ["x"]),
  },
  matMul("two matrices", [2, 3], [3, 4]),
  matMul("a batch of both", [2, 2, 3], [2, 3, 4]),
  matMul("one matrix for a batch", [2, 2, 2, 3], [3, 4]),
  matMul("one matrix on a batch", [2, 3], [3, 3, 2]),
  matMul("ones in the batch", [1, 2, 3], [4, 3, 2]),
  ...gemms,
];
