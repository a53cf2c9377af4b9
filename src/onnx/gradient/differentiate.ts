import type { GraphBuilder } from "../builder.ts";
import type { Graph, Node } from "../graph.ts";
import { createGraphBuilder } from "../graph-builder.ts";
import type { GradientRule } from "../operator.ts";
import { OPERATORS } from "../operators.ts";
import { expandLike, scalar } from "./arithmetic.ts";
import { createContributions } from "./contributions.ts";
import { createFacts } from "./facts.ts";
import { flowBetween } from "./flow.ts";
import { prune } from "./prune.ts";
import { rename } from "./rename.ts";
import { scopedBuilder, sharingBuilder } from "./scoped-builder.ts";

/** The operator set whose forms the rules are written in. */
const OPSET = 17;

export type Differentiation = {
  /** The value to differentiate: one number, or any shape where there is a `seed`. */
  readonly loss: string;
  /** The values by which: inputs, constants or values computed on the way. */
  readonly wrt: readonly string[];
  /**
   * Name of an input to add, of the shape of `loss`: the gradient to start from. With it one graph gives the gradient of any
   * weighted sum of outputs. Without it the start is 1.
   */
  readonly seed?: string;
  /** Rules that go before the usual ones, by operator. */
  readonly rules?: ReadonlyMap<string, GradientRule>;
};

/** What `differentiate` calls the gradient by a value. */
export const gradientName = (value: string): string => `${value}.gradient`;

function hasValue({ inputs, initializers, nodes }: Graph, wanted: string): boolean {
  return (
    [...inputs, ...initializers].some(({ name }) => name === wanted) ||
    nodes.some(({ outputs }) => outputs.includes(wanted))
  );
}

/**
 * Continues a graph by the gradients of one of its values, by reverse accumulation: from the last node to the first each
 * operator's rule is applied, and what arrives at a value from several nodes is summed. Nodes that lie on no way from
 * `wrt` to `loss` need no rule.
 *
 * @param graph of operator set 17
 * @returns the graph with an output `gradientName(value)` added per value of `wrt`
 * @throws {RangeError} for operators without a rule and for values that the graph lacks or the loss does not depend on
 */
export function differentiate(graph: Graph, options: Differentiation): Graph {
  const { loss, seed, rules } = options;
  const wrt = [...new Set(options.wrt)];
  if (graph.opset !== OPSET)
    throw new RangeError(`the graph is of operator set ${graph.opset}, not ${OPSET}`);
  const taken = wrt.map(gradientName).filter((name) => hasValue(graph, name));
  if (taken.length > 0) throw new RangeError(`the graph already has a value called ${taken.join(", ")}`);
  const { needed, back } = flowBetween(graph, loss, wrt);
  const facts = createFacts(graph, (value) => needed.has(value));
  const ruleOf = (operator: string) => rules?.get(operator) ?? OPERATORS.get(operator)?.gradient;
  const without = new Set(back.map(({ operator }) => operator).filter((operator) => !ruleOf(operator)));
  if (without.size > 0)
    throw new RangeError(`there is no gradient rule for ${[...without].toSorted().join(", ")}`);

  const builder = sharingBuilder(createGraphBuilder(graph.name, graph));
  const repeated = new Map<string, string>();
  const contributions = createContributions(builder, (gradient) => repeated.get(gradient));

  /** A builder for one node's rule; it takes note of what was repeated to its shape. */
  function ruleBuilder(node: Node): GraphBuilder {
    const scoped = scopedBuilder(builder, `${node.name}/back`);
    return {
      ...scoped,
      add(operator, inputs, attributes, options) {
        const result = scoped.add(operator, inputs, attributes, options);
        if (operator === "Expand" && inputs[0] !== undefined) repeated.set(result, inputs[0]);
        return result;
      },
    };
  }

  contributions.add(
    loss,
    seed === undefined ? one() : builder.input(seed, facts.typeOf(loss), facts.dimsOf(loss)),
  );
  for (const node of back) {
    const arrived = node.outputs.map(contributions.total);
    if (arrived.every((gradient) => gradient === undefined)) continue;
    const left = ruleOf(node.operator)?.(node, arrived, ruleBuilder(node), facts) ?? [];
    for (const [index, input] of node.inputs.entries()) {
      if (!needed.has(input)) continue;
      const gradient = left[index];
      if (gradient === undefined) {
        throw new RangeError(`${node.operator} ${node.name}: there is no gradient by its input ${input}`);
      }
      contributions.add(input, gradient);
    }
  }
  const given = new Set([...graph.inputs, ...graph.initializers].map(({ name }) => name).concat(seed ?? []));
  const forward = new Set(graph.nodes.flatMap(({ outputs }) => outputs));
  const names = new Map<string, string>();
  for (const value of wrt) {
    const total = contributions.total(value);
    if (total === undefined) throw new RangeError(`no gradient arrives at ${value}`);
    // A value that has a name of its own to keep is copied.
    const kept = names.has(total) || given.has(total) || forward.has(total);
    const gradient = kept ? builder.add("Identity", [total], {}, { name: `${value}/copy` }) : total;
    names.set(gradient, gradientName(value));
    builder.output(gradient, facts.typeOf(value), facts.dimsOf(value));
  }
  return prune(rename(builder.build(), names));

  /** The gradient of the loss by itself. */
  function one(): string {
    const dims = facts.dimsOf(loss);
    if (dims.some((size) => size !== 1)) {
      throw new RangeError(
        `${loss} has the shape [${dims.join(", ")}]: give it a seed, or make it one number`,
      );
    }
    const number = scalar(builder, facts.typeOf(loss), 1);
    return expandLike(builder, number, loss);
  }
}
