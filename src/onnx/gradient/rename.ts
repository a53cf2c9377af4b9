import type { Graph, Node } from "../graph.ts";

/** Gives values of a graph other names, wherever they appear. */
export function rename(graph: Graph, names: ReadonlyMap<string, string>): Graph {
  const named = (value: string) => names.get(value) ?? value;
  return {
    ...graph,
    nodes: graph.nodes.map(
      (node): Node => ({ ...node, inputs: node.inputs.map(named), outputs: node.outputs.map(named) }),
    ),
    outputs: graph.outputs.map((output) => ({ ...output, name: named(output.name) })),
  };
}
