/** How many films of a rarer class count. */
export const WEIGHT_KINDS = ["balanced", "ratio", "co-occurrence"] as const;
export type WeightKind = (typeof WEIGHT_KINDS)[number];

const share = (above: number, below: number) => (below === 0 ? null : above / below);

/**
 * Weights of classes from their co-occurrence matrix: `balanced` n / (k n_c) (the paper's eq. 1), `ratio` films without the
 * class to films with it, `co-occurrence` diag / (row sum - diag), as the paper's notebooks had it.
 *
 * @param together how many films bear both; on the diagonal, how many bear the one
 * @returns `null` for a class where there is nothing to divide by
 */
export function classWeights(
  kind: WeightKind,
  together: readonly (readonly number[])[],
  films: number,
): (number | null)[] {
  return together.map((row, at) => {
    const own = row[at] ?? 0;
    switch (kind) {
      case "balanced":
        return share(films, together.length * own);
      case "ratio":
        return share(films - own, own);
      case "co-occurrence":
        return share(own, row.reduce((sum, count) => sum + count, 0) - own);
      default:
        return kind satisfies never;
    }
  });
}
