import type { Graph } from "../graph.ts";

/** Leaves out the nodes and constants on which no output of the graph depends. */
export function prune(graph: Graph): Graph {
  const wanted = new Set(graph.outputs.map(({ name }) => name));
  for (const { inputs, outputs } of graph.nodes.toReversed()) {
    if (outputs.some((output) => wanted.has(output))) for (const input of inputs) wanted.add(input);
  }
  return {
    ...graph,
    nodes: graph.nodes.filter(({ outputs }) => outputs.some((output) => wanted.has(output))),
    initializers: graph.initializers.filter(({ name }) => wanted.has(name)),
  };
}
