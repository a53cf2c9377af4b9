/** A plain array in double precision, C order. */
export type Float64 = { readonly dims: readonly number[]; readonly data: Float64Array };

export const count = (dims: readonly number[]): number => dims.reduce((all, size) => all * size, 1);

/** Every index of a shape, in C order. */
function* indices(dims: readonly number[]): Generator<number[]> {
  for (let flat = 0; flat < count(dims); flat += 1) {
    let rest = flat;
    const index = dims.map(() => 0);
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      index[axis] = rest % dims[axis]!;
      rest = Math.floor(rest / dims[axis]!);
    }
    yield index;
  }
}

/** An element; an axis of size 1 is repeated and axes missing in front are passed over, as broadcasting wants it. */
export function at({ dims, data }: Float64, index: readonly number[]): number {
  const skipped = index.length - dims.length;
  const place = dims.reduce((flat, size, axis) => flat * size + (size === 1 ? 0 : index[axis + skipped]!), 0);
  return data[place]!;
}

/** An array from a formula for its elements. */
export function fill(dims: readonly number[], element: (index: number[]) => number): Float64 {
  const data = new Float64Array(count(dims));
  let flat = 0;
  for (const index of indices(dims)) data[flat++] = element(index);
  return { dims, data };
}

export const map = ({ dims, data }: Float64, f: (value: number) => number): Float64 => ({
  dims,
  data: data.map(f),
});

/** Applies a formula to two arrays, broadcasting both. */
export function zip(one: Float64, other: Float64, f: (a: number, b: number) => number): Float64 {
  const rank = Math.max(one.dims.length, other.dims.length);
  const size = (dims: readonly number[], axis: number) => dims[axis - rank + dims.length] ?? 1;
  const dims = Array.from({ length: rank }, (_, axis) =>
    size(one.dims, axis) === 1 ? size(other.dims, axis) : size(one.dims, axis),
  );
  return fill(dims, (index) => f(at(one, index), at(other, index)));
}

/** Gathers along axes, which keep size 1. */
export function reduce(
  array: Float64,
  axes: readonly number[],
  f: (values: readonly number[]) => number,
): Float64 {
  const dims = array.dims.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const spans = array.dims.map((size, axis) => (axes.includes(axis) ? size : 1));
  return fill(dims, (index) => {
    const values: number[] = [];
    for (const step of indices(spans))
      values.push(
        at(
          array,
          index.map((place, axis) => place + step[axis]!),
        ),
      );
    return f(values);
  });
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
