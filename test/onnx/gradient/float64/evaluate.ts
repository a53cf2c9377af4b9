import type { Graph } from "../../../../src/onnx/graph.ts";
import type { Float64 } from "./array.ts";
import { constantOf } from "./constant.ts";
import { FLOAT64_OPERATORS } from "./operators.ts";

/** Works out one value of a graph in double precision. */
export function evaluate(graph: Graph, feeds: Readonly<Record<string, Float64>>, wanted: string): Float64 {
  const values = new Map(Object.entries(feeds));
  for (const each of graph.initializers) values.set(each.name, constantOf(each));
  for (const node of graph.nodes) {
    const operator = FLOAT64_OPERATORS.get(node.operator);
    if (!operator) throw new Error(`the evaluator has no ${node.operator}`);
    const inputs = node.inputs.map((input) => values.get(input)!);
    values.set(node.outputs[0]!, operator(node, inputs));
  }
  return values.get(wanted)!;
}
