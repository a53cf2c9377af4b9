import { type DataType, dataTypeOf } from "../data-type.ts";
import type { Graph, Node } from "../graph.ts";
import type { GraphFacts } from "../operator.ts";
import { intOf } from "./attributes.ts";
import type { Dims } from "./dims.ts";
import { SHAPE_RULES } from "./shapes.ts";

const INTEGER_RESULTS = new Set(["ArgMax", "Shape", "Size"]);

/** Which input a node's first output has its type from; Where's first one is its condition. */
const typeSource = (node: Node) => node.inputs[node.operator === "Where" ? 1 : 0] ?? "";

/** Tells shapes, types and constants of a graph's values; each is worked out when first asked for. */
export function createFacts(graph: Graph, isNeeded: GraphFacts["isNeeded"]): GraphFacts {
  const given = new Map([...graph.inputs, ...graph.initializers].map((value) => [value.name, value]));
  const constants = new Map(graph.initializers.map((value) => [value.name, value]));
  const producers = new Map(
    graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)),
  );
  const known = new Map<string, Dims>();

  function producerOf(value: string): Node {
    const node = producers.get(value);
    if (!node) throw new RangeError(`the graph has no value called ${value}`);
    return node;
  }

  function integersOf(value: string): readonly number[] {
    const constant = constants.get(value);
    if (constant?.type !== "int64") throw new RangeError(`${value} is not a constant list of integers`);
    // Copied: a constant decoded from a file need not lie on an eight-byte boundary.
    return [...new BigInt64Array(constant.bytes.slice().buffer)].map(Number);
  }

  function infer(value: string): Dims {
    const node = producerOf(value);
    const rule = SHAPE_RULES.get(node.operator);
    if (!rule || value !== node.outputs[0]) {
      throw new RangeError(`the shape of ${value} (${node.operator}) cannot be told before the graph runs`);
    }
    return rule(node, (input) => dimsOf(node.inputs[input] ?? ""), { integersOf });
  }

  function dimsOf(value: string): Dims {
    const dims = given.get(value)?.dims ?? known.get(value) ?? infer(value);
    known.set(value, dims);
    return dims;
  }

  function typeOf(value: string): DataType {
    const type = given.get(value)?.type;
    if (type) return type;
    const node = producerOf(value);
    if (node.operator === "Cast") return dataTypeOf(intOf(node, "to", 0));
    if (node.operator === "Greater") return "bool";
    if (INTEGER_RESULTS.has(node.operator)) return "int64";
    return typeOf(typeSource(node));
  }

  return { dimsOf, typeOf, integersOf, isNeeded };
}
