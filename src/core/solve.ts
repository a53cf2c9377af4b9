/**
 * Solves A x = b for a symmetric, positive definite A by Cholesky's factorisation.
 *
 * @param matrix row-major, `n * n`; its lower triangle is read
 * @throws {RangeError} when A is not positive definite
 */
export function solve(matrix: Float64Array, vector: ArrayLike<number>): Float64Array {
  const n = vector.length;
  const factor = Float64Array.from(matrix);
  const at = (row: number, column: number) => factor[row * n + column]!;
  for (let column = 0; column < n; column += 1) {
    for (let row = column; row < n; row += 1) {
      let value = at(row, column);
      for (let inner = 0; inner < column; inner += 1) value -= at(row, inner) * at(column, inner);
      if (row === column && !(value > 0)) throw new RangeError("the matrix is not positive definite");
      factor[row * n + column] = row === column ? Math.sqrt(value) : value / at(column, column);
    }
  }
  const solution = Float64Array.from(vector);
  for (let row = 0; row < n; row += 1) {
    for (let inner = 0; inner < row; inner += 1) solution[row]! -= at(row, inner) * solution[inner]!;
    solution[row]! /= at(row, row);
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    for (let inner = row + 1; inner < n; inner += 1) solution[row]! -= at(inner, row) * solution[inner]!;
    solution[row]! /= at(row, row);
  }
  return solution;
}
