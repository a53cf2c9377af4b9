import type { DataType } from "./data-type.ts";
import type { Graph, TensorData } from "./graph.ts";

export type AttributeValue = number | string | readonly number[] | readonly string[] | TensorData;

/** Grows a graph in topological order. Every value has a name; names are made unique by a number. */
export type GraphBuilder = {
  /** Declares an input of the graph. */
  input(name: string, type: DataType, dims: readonly (number | string)[]): string;
  /** Adds a constant. */
  constant(name: string, data: TensorData): string;
  /**
   * Applies an operator with one output.
   *
   * @param inputs names of values; the empty string leaves an optional input out
   * @param options.name what the result should be called
   * @returns the name of the result
   */
  add(
    operator: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, AttributeValue>>,
    options?: { name?: string },
  ): string;
  /**
   * Applies an operator that gives several values.
   *
   * @param names what the results should be called, in the operator's order; as many are made
   * @returns the names of the results
   */
  addMany(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>>,
    names: readonly string[],
  ): string[];
  /** Declares an existing value an output of the graph. */
  output(name: string, type: DataType, dims: readonly (number | string)[]): void;
  build(): Graph;
};
