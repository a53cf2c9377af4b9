import type { Node } from "../../../../src/onnx/graph.ts";
import type { Float64 } from "./array.ts";

export type Operator = (node: Node, inputs: readonly Float64[]) => Float64;

export const int = (node: Node, name: string, otherwise: number) => {
  const attribute = node.attributes[name];
  return attribute?.kind === "int" || attribute?.kind === "float" ? attribute.value : otherwise;
};
export const ints = (node: Node, name: string) => {
  const attribute = node.attributes[name];
  return attribute?.kind === "ints" ? attribute.value : undefined;
};
export const front = (axis: number, rank: number) => (axis < 0 ? axis + rank : axis);
