/** Main directions of films among the network's pooled features. */
export type FeatureSpace = {
  readonly dimension: number;
  readonly rank: number;
  readonly mean: Float32Array;
  /** `rank` rows of `dimension`, scaled so that films have variance 1 along each. */
  readonly directions: Float32Array;
};

/** A feature space as the manifest stores it: float32, little-endian, base64. */
export type StoredFeatureSpace = { dimension: number; rank: number; mean: string; directions: string };

function toFloats(base64: string, length: number): Float32Array {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.byteLength !== 4 * length) {
    throw new RangeError(`the screen's features hold ${bytes.byteLength} bytes where ${4 * length} belong`);
  }
  return Float32Array.from({ length }, (_, place) => bytes.readFloatLE(4 * place));
}

function toBase64(values: Float32Array): string {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, place) => {
    bytes.writeFloatLE(value, 4 * place);
  });
  return bytes.toString("base64");
}

/** @throws {RangeError} when the stored bytes do not fit the stated sizes */
export function readFeatureSpace({ dimension, rank, mean, directions }: StoredFeatureSpace): FeatureSpace {
  return {
    dimension,
    rank,
    mean: toFloats(mean, dimension),
    directions: toFloats(directions, dimension * rank),
  };
}

export function storeFeatureSpace({ dimension, rank, mean, directions }: FeatureSpace): StoredFeatureSpace {
  return { dimension, rank, mean: toBase64(mean), directions: toBase64(directions) };
}

/** Along each direction, and the sums of squares of those coordinates and of what the directions leave over. */
function project({ dimension, rank, mean, directions }: FeatureSpace, features: ArrayLike<number>) {
  const along = new Float64Array(rank);
  let total = 0;
  for (let feature = 0; feature < dimension; feature += 1)
    total += (features[feature]! - mean[feature]!) ** 2;
  let within = 0;
  let explained = 0;
  for (let row = 0; row < rank; row += 1) {
    let sum = 0;
    let length = 0;
    for (let feature = 0; feature < dimension; feature += 1) {
      const share = directions[row * dimension + feature]!;
      sum += share * (features[feature]! - mean[feature]!);
      length += share * share;
    }
    along[row] = sum;
    within += sum * sum;
    explained += (sum * sum) / length;
  }
  return { along, within, left: Math.max(total - explained, 0) };
}

/**
 * Where one photo lies: its coordinate along each direction, then two logarithms of root mean squares: of those
 * coordinates (about 0 for a film), and of what the directions leave over, per feature.
 *
 * @param features pooled features of one photo, `dimension` values
 */
export function coordinatesIn(space: FeatureSpace, features: ArrayLike<number>): Float64Array {
  const { dimension, rank } = space;
  const { along, within, left } = project(space, features);
  const result = new Float64Array(rank + 2);
  result.set(along);
  result[rank] = Math.log(Math.sqrt(within / rank) + 1e-6);
  result[rank + 1] = Math.log(Math.sqrt(left / dimension) + 1e-6);
  return result;
}

/**
 * How far one photo lies from the films that the space was fitted on: Mahalanobis' distance under probabilistic principal
 * components (Tipping and Bishop 1999), where what the directions leave over has one variance everywhere.
 *
 * @param left mean over films of the squared length of what is left over
 * @returns about 1 for a film: divided by what the films themselves have on average
 */
export function distanceIn(space: FeatureSpace, features: ArrayLike<number>, left: number): number {
  const { dimension, rank } = space;
  const at = project(space, features);
  return Math.sqrt((at.within + ((dimension - rank) * at.left) / left) / dimension);
}

/** The squared length of what the directions leave over of one photo. */
export function leftOver(space: FeatureSpace, features: ArrayLike<number>): number {
  return project(space, features).left;
}
