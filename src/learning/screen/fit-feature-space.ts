import { createRandom } from "../../core/random.ts";
import type { FeatureSpace } from "../../vision/feature-space.ts";

const ROUNDS = 60;
const SEED = 7;

/** Makes the rows orthonormal, first to last (Gram and Schmidt, twice for rounding's sake). */
function orthonormalise(rows: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass += 1) {
    for (const [place, row] of rows.entries()) {
      for (const earlier of rows.slice(0, place)) {
        let along = 0;
        for (let column = 0; column < row.length; column += 1) along += row[column]! * earlier[column]!;
        for (let column = 0; column < row.length; column += 1) row[column]! -= along * earlier[column]!;
      }
      const length = Math.hypot(...row);
      for (let column = 0; column < row.length; column += 1) row[column]! /= length || 1;
    }
  }
}

/**
 * Finds the main directions of features (principal components) by orthogonal iteration from a seeded start.
 *
 * @param features rows of `dimension` values, more rows than `rank`
 * @returns directions scaled so that the rows have variance 1 along each, the widest first
 */
export function fitFeatureSpace(features: Float32Array, dimension: number, rank: number): FeatureSpace {
  const count = features.length / dimension;
  const mean = new Float64Array(dimension);
  for (let place = 0; place < features.length; place += 1)
    mean[place % dimension]! += features[place]! / count;
  const centred = Float64Array.from(features, (value, place) => value - mean[place % dimension]!);
  const random = createRandom(SEED);
  let basis = Array.from({ length: rank }, () =>
    Float64Array.from({ length: dimension }, () => random.normal()),
  );
  const variances = new Float64Array(rank);
  orthonormalise(basis);
  for (let round = 0; round < ROUNDS; round += 1) {
    basis = basis.map((direction, order) => {
      const next = new Float64Array(dimension);
      let total = 0;
      for (let row = 0; row < count; row += 1) {
        const start = row * dimension;
        let along = 0;
        for (let column = 0; column < dimension; column += 1)
          along += centred[start + column]! * direction[column]!;
        for (let column = 0; column < dimension; column += 1)
          next[column]! += along * centred[start + column]!;
        total += along * along;
      }
      variances[order] = total / count;
      return next;
    });
    orthonormalise(basis);
  }
  const directions = new Float32Array(rank * dimension);
  for (const [order, direction] of basis.entries()) {
    const deviation = Math.sqrt(variances[order]!) || 1;
    directions.set(
      direction.map((value) => value / deviation),
      order * dimension,
    );
  }
  return { dimension, rank, mean: Float32Array.from(mean), directions };
}

/** The first few directions of a feature space. */
export function narrow(space: FeatureSpace, rank: number): FeatureSpace {
  return { ...space, rank, directions: space.directions.subarray(0, rank * space.dimension) };
}
