import type { GraphBuilder } from "./builder.ts";
import type { DataType } from "./data-type.ts";
import type { AttributeKind, Node } from "./graph.ts";

/** What a gradient rule may ask about the values of the graph it goes back through. */
export type GraphFacts = {
  /**
   * The sizes of a value; a word is a size that is free until the graph runs.
   *
   * @throws {RangeError} when they cannot be told before the graph runs
   */
  dimsOf(value: string): readonly (number | string)[];
  /** @throws {RangeError} when it cannot be told */
  typeOf(value: string): DataType;
  /**
   * The elements of an int64 constant, such as axes or a shape.
   *
   * @throws {RangeError} for a value that is none
   */
  integersOf(value: string): readonly number[];
  /** Whether a gradient by this value is wanted, or one by a value that it depends on. */
  isNeeded(value: string): boolean;
};

/**
 * Appends the nodes that carry gradients back through one node.
 *
 * @param node the node to go back through
 * @param gradients per output of the node: the name of its gradient, or undefined where nothing depends on it
 * @returns per input of the node: the name of its gradient, of the input's shape, or undefined where there is none
 */
export type GradientRule = (
  node: Node,
  gradients: readonly (string | undefined)[],
  builder: GraphBuilder,
  facts: GraphFacts,
) => readonly (string | undefined)[];

/** What is known of an ONNX operator. */
export type Operator = {
  readonly name: string;
  /** The empty string is ONNX's own operator set. */
  readonly domain: string;
  /** The operator set version in which the form used here appeared. */
  readonly since: number;
  /** Least and most inputs; optional ones follow the required ones. */
  readonly inputs: readonly [number, number];
  readonly outputs: readonly [number, number];
  readonly attributes: Readonly<Record<string, AttributeKind>>;
  readonly gradient?: GradientRule;
};
