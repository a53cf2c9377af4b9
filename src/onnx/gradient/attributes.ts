import type { Node } from "../graph.ts";

/** A node's integer attribute, or what ONNX takes when it is left out. */
export function intOf({ attributes }: Node, name: string, otherwise: number): number {
  const attribute = attributes[name];
  return attribute?.kind === "int" ? attribute.value : otherwise;
}

/** A node's float attribute, or what ONNX takes when it is left out. */
export function floatOf({ attributes }: Node, name: string, otherwise: number): number {
  const attribute = attributes[name];
  return attribute?.kind === "float" ? attribute.value : otherwise;
}

/** A node's list of integers, or undefined where it is left out. */
export function intsOf({ attributes }: Node, name: string): readonly number[] | undefined {
  const attribute = attributes[name];
  return attribute?.kind === "ints" ? attribute.value : undefined;
}

/** A node's string attribute, or what ONNX takes when it is left out. */
export function stringOf({ attributes }: Node, name: string, otherwise: string): string {
  const attribute = attributes[name];
  return attribute?.kind === "string" ? attribute.value : otherwise;
}
