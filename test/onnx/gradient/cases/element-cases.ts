import { type Case, images, ints, number, some } from "./case.ts";

const unary = (operator: string, of: "apart" | "positive" = "apart"): Case => ({
  operator,
  inputs: (random) => ({ x: random[of](some(random)) }),
  build: (builder) => builder.add(operator, ["x"]),
});

/** All the ways two shapes go together. */
const binary = (operator: string): Case[] =>
  [
    { as: "same shapes", dims: (d: number[]) => [d, d] },
    { as: "a row against many", dims: (d: number[]) => [d, d.slice(-1)] },
    { as: "ones in the second", dims: (d: number[]) => [d, [d[0], 1, d[2]]] },
    {
      as: "ones in both",
      dims: (d: number[]) => [
        [d[0], 1, d[2]],
        [d[1], 1],
      ],
    },
    { as: "a number first", dims: (d: number[]) => [[], d] },
  ].map(({ as, dims }) => ({
    operator,
    as,
    inputs: (random) => {
      const [a = [], b = []] = dims(some(random)) as number[][];
      return { a: random.apart(a), b: random.positive(b) };
    },
    build: (builder) => builder.add(operator, ["a", "b"]),
  }));

const reduction = (operator: string): Case[] => [
  {
    operator,
    inputs: (random) => ({ x: random.apart(some(random)) }),
    build: (builder) => builder.add(operator, ["x"]),
  },
  {
    operator,
    as: "over two axes that go",
    inputs: (random) => ({ x: random.apart([2, ...some(random)]) }),
    build: (builder) =>
      operator === "ReduceSum"
        ? builder.add(operator, ["x", ints(builder, [0, -2])], { keepdims: 0 })
        : builder.add(operator, ["x"], { axes: [0, -2], keepdims: 0 }),
  },
  {
    operator,
    as: "over an axis that stays",
    inputs: (random) => ({ x: random.apart(some(random)) }),
    build: (builder) =>
      operator === "ReduceSum"
        ? builder.add(operator, ["x", ints(builder, [1])])
        : builder.add(operator, ["x"], { axes: [1] }),
  },
];

export const ELEMENT_CASES: readonly Case[] = [
  ...["Exp", "Neg", "Identity", "Relu", "Sigmoid", "Softplus"].map((name) => unary(name)),
  ...["Log", "Sqrt"].map((name) => unary(name, "positive")),
  ...["Add", "Sub", "Mul", "Div"].flatMap(binary),
  ...[2, 0.5, -1.5].map(
    (power): Case => ({
      operator: "Pow",
      as: `to the ${power}`,
      inputs: (random) => ({ x: random.positive(some(random)) }),
      build: (builder) => builder.add("Pow", ["x", number(builder, power)]),
    }),
  ),
  {
    operator: "Where",
    inputs: (random) => ({ x: random.apart([3, 4]), a: random.apart([3, 4]), b: random.apart([4]) }),
    build: (builder) => builder.add("Where", [builder.add("Greater", ["x", number(builder, 0)]), "a", "b"]),
    fixed: ["x"],
  },
  {
    operator: "Cast",
    inputs: (random) => ({ x: random.apart([3, 4]) }),
    build: (builder) => builder.add("Cast", [builder.add("Cast", ["x"], { to: 11 })], { to: 1 }),
  },
  ...["ReduceSum", "ReduceMean", "ReduceSumSquare"].flatMap(reduction),
  ...["GlobalAveragePool", "GlobalMaxPool"].map(
    (operator): Case => ({
      operator,
      inputs: (random) => ({ x: images(random) }),
      build: (builder) => builder.add(operator, ["x"]),
    }),
  ),
  ...["Softmax", "LogSoftmax"].flatMap((operator) =>
    [1, -1].map(
      (axis): Case => ({
        operator,
        as: `axis ${axis}`,
        inputs: (random) => ({ x: random.apart(some(random)) }),
        build: (builder) => builder.add(operator, ["x"], { axis }),
      }),
    ),
  ),
];
