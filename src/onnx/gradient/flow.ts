import { DATA_TYPES } from "../data-type.ts";
import type { Graph, Node } from "../graph.ts";
import { intOf } from "./attributes.ts";

const FLAT = new Set(["ArgMax", "ConstantOfShape", "Greater", "Shape", "Size"]);
const FLOATS: ReadonlySet<number> = new Set(
  [DATA_TYPES.float16, DATA_TYPES.float32, DATA_TYPES.float64].map(({ code }) => code),
);

/** Whether a node's result moves in steps, if at all, as its inputs do: nothing is carried back through it. */
function isFlat(node: Node): boolean {
  return FLAT.has(node.operator) || (node.operator === "Cast" && !FLOATS.has(intOf(node, "to", 0)));
}

/** The values on a way from one of `wrt` onwards, those included. */
function reachedFrom({ nodes }: Graph, wrt: readonly string[]): Set<string> {
  const reached = new Set(wrt);
  for (const node of nodes) {
    if (isFlat(node) || !node.inputs.some((input) => reached.has(input))) continue;
    for (const output of node.outputs) reached.add(output);
  }
  return reached;
}

/** What lies between `wrt` and `loss`. */
export type Flow = {
  /** Values that depend on one of `wrt`. */
  readonly needed: ReadonlySet<string>;
  /** Nodes to go back through, the last first. */
  readonly back: readonly Node[];
};

/** @throws {RangeError} for one of `wrt` on which the loss does not depend */
export function flowBetween(graph: Graph, loss: string, wrt: readonly string[]): Flow {
  const needed = reachedFrom(graph, wrt);
  const leads = new Set([loss]);
  const back: Node[] = [];
  for (const node of graph.nodes.toReversed()) {
    const onWay = node.outputs.some((output) => leads.has(output) && needed.has(output));
    if (!onWay || isFlat(node)) continue;
    back.push(node);
    for (const input of node.inputs) leads.add(input);
  }
  const astray = wrt.filter((value) => !leads.has(value));
  if (astray.length > 0) throw new RangeError(`${loss} does not depend on ${astray.join(", ")}`);
  return { needed, back };
}
