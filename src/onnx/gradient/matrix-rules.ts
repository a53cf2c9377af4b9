import type { GraphBuilder } from "../builder.ts";
import type { GradientRule, GraphFacts } from "../operator.ts";
import { scale, sumTo } from "./arithmetic.ts";
import { floatOf, intOf } from "./attributes.ts";

/** Swaps the last two axes. */
function transposed(builder: GraphBuilder, facts: GraphFacts, value: string): string {
  const axes = [...facts.dimsOf(value).keys()];
  const perm = [...axes.slice(0, -2), ...axes.slice(-2).toReversed()];
  return builder.add("Transpose", [value], { perm });
}

const matMul: GradientRule = ({ inputs: [a = "", b = ""], outputs: [y = ""] }, [dy = ""], builder, facts) => {
  const batch = facts.dimsOf(y).slice(0, -2);
  /** Sums over the batch axes along which a factor was repeated. */
  const toShape = (gradient: string, input: string) =>
    sumTo(builder, gradient, [...batch, ...facts.dimsOf(input).slice(-2)], facts.dimsOf(input));
  return [
    facts.isNeeded(a) ? toShape(builder.add("MatMul", [dy, transposed(builder, facts, b)]), a) : undefined,
    facts.isNeeded(b) ? toShape(builder.add("MatMul", [transposed(builder, facts, a), dy]), b) : undefined,
  ];
};

/** y = alpha A' B' + beta C, where A' and B' may be transposed. */
const gemm: GradientRule = (node, [dy = ""], builder, facts) => {
  const [a = "", b = "", c = ""] = node.inputs;
  const alpha = floatOf(node, "alpha", 1);
  const transA = intOf(node, "transA", 0);
  const transB = intOf(node, "transB", 0);
  const product = (left: string, right: string, flips: { transA: number; transB: number }) =>
    builder.add("Gemm", [left, right], { alpha, ...flips });
  function first(): string {
    if (transA === 1) return product(b, dy, { transA: transB, transB: 1 });
    return product(dy, b, { transA: 0, transB: 1 - transB });
  }
  function second(): string {
    if (transB === 1) return product(dy, a, { transA: 1, transB: transA });
    return product(a, dy, { transA: 1 - transA, transB: 0 });
  }
  function third(): string {
    const gradient = scale(builder, facts, c, dy, floatOf(node, "beta", 1));
    return sumTo(builder, gradient, facts.dimsOf(node.outputs[0] ?? ""), facts.dimsOf(c));
  }
  return [
    facts.isNeeded(a) ? first() : undefined,
    facts.isNeeded(b) ? second() : undefined,
    c !== "" && facts.isNeeded(c) ? third() : undefined,
  ];
};

/** Rules of matrix products. */
export const MATRIX_RULES: ReadonlyMap<string, GradientRule> = new Map([
  ["MatMul", matMul],
  ["Gemm", gemm],
]);
