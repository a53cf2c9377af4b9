/** Sizes of a value; a word is a size that is free until the graph runs. */
export type Dims = readonly (number | string)[];

/** An axis counted from the front; ONNX lets negative ones count from the back. */
export function fromFront(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** The product of sizes; free ones join to a word. */
export function product(dims: Dims): number | string {
  const known = dims.filter((size) => typeof size === "number").reduce((all, size) => all * size, 1);
  const free = dims.filter((size) => typeof size === "string");
  if (free.length === 0) return known;
  return known === 1 ? free.join("*") : `${known}*${free.join("*")}`;
}

/** @throws {RangeError} for a size that is free; `what` says whose it is */
export function fixed(size: number | string | undefined, what: string): number {
  if (typeof size === "number") return size;
  throw new RangeError(`${what} must have a fixed size, not ${size ?? "none"}`);
}

function broadcastSize(one: number | string, other: number | string): number | string {
  if (one === other || other === 1) return one;
  if (one === 1) return other;
  // A free size that meets a fixed one other than 1 can only be that one, or 1 when it runs, which is not provided for.
  if (typeof one === "string") return other;
  if (typeof other === "string") return one;
  throw new RangeError(`sizes ${one} and ${other} do not go together`);
}

/** The sizes two values give together by ONNX's multidirectional broadcasting. */
export function broadcast(one: Dims, other: Dims): Dims {
  const rank = Math.max(one.length, other.length);
  const at = (dims: Dims, axis: number) => dims[axis - (rank - dims.length)] ?? 1;
  return Array.from({ length: rank }, (_, axis) => broadcastSize(at(one, axis), at(other, axis)));
}
