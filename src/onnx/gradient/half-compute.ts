import { DATA_TYPES } from "../data-type.ts";
import type { Graph, Node } from "../graph.ts";

/** What takes the time, and what an accelerator's matrix units compute in float16 with sums in float32. */
const HEAVY: ReadonlySet<string> = new Set(["Conv", "ConvTranspose", "Gemm", "MatMul"]);

const halfName = (value: string) => `${value}/half`;

function cast(from: string, to: string, type: "float16" | "float32"): Node {
  const attributes = { to: { kind: "int", value: DATA_TYPES[type].code } } as const;
  return { name: `${to}/cast`, operator: "Cast", domain: "", inputs: [from], outputs: [to], attributes };
}

/**
 * Lets convolutions and matrix products compute in float16 and leaves all else, weights and sums above all, in float32 (mixed
 * precision: Micikevicius et al., ICLR 2018). Small gradients would be lost to float16's range, so a training step scales its
 * loss: see `buildTrainingStep`.
 *
 * @param graph in float32
 */
export function computeInHalf(graph: Graph): Graph {
  const operators = new Map(
    graph.nodes.flatMap(({ operator, outputs }) => outputs.map((out) => [out, operator])),
  );
  // A product with a row of ones is a sum: `sumParts`.
  const isSum = ({ inputs: [row = ""] }: Node) => operators.get(row) === "ConstantOfShape";
  const halved = new Set<string>();
  const nodes = graph.nodes.flatMap((node): Node[] => {
    if (!HEAVY.has(node.operator) || isSum(node)) return [node];
    const inputs = [...new Set(node.inputs)].filter((input) => input !== "");
    const fresh = inputs.filter((input) => !halved.has(input));
    for (const input of fresh) halved.add(input);
    const outputs = node.outputs.map((output) => `${output}/from-half`);
    return [
      ...fresh.map((input) => cast(input, halfName(input), "float16")),
      { ...node, inputs: node.inputs.map((input) => (input === "" ? "" : halfName(input))), outputs },
      ...node.outputs.map((output) => cast(`${output}/from-half`, output, "float32")),
    ];
  });
  return { ...graph, nodes };
}
