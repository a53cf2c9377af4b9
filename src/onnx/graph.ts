import type { DataType } from "./data-type.ts";

/** A constant tensor: little-endian elements in C order. */
export type TensorData = {
  readonly type: DataType;
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
};

/** A constant tensor that nodes refer to by name: weights, shapes, axes. */
export type Initializer = TensorData & { readonly name: string };

/** An input or output of the graph; a dimension given as a word is free, such as `n` for the batch. */
export type ValueInfo = {
  readonly name: string;
  readonly type: DataType;
  readonly dims: readonly (number | string)[];
};

/** ONNX tells integers from floats, which a JavaScript number alone cannot. */
export type Attribute =
  | { readonly kind: "int" | "float"; readonly value: number }
  | { readonly kind: "ints" | "floats"; readonly value: readonly number[] }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "strings"; readonly value: readonly string[] }
  | { readonly kind: "tensor"; readonly value: TensorData };

export type AttributeKind = Attribute["kind"];

/** One application of an operator. An empty name in `inputs` leaves an optional input out. */
export type Node = {
  readonly name: string;
  readonly operator: string;
  /** The empty string is ONNX's own operator set. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
};

/** A computation as data. Nodes stand in an order in which each one's inputs come before it. */
export type Graph = {
  readonly name: string;
  /** Version of ONNX's own operator set. */
  readonly opset: number;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly initializers: readonly Initializer[];
  readonly nodes: readonly Node[];
};
