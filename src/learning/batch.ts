/** What one step of training takes. */
export type Batch = {
  /** `[n, c, s, s]`, normalised. */
  readonly images: Float32Array;
  /** `[n, k]`, 0 or 1. */
  readonly targets: Float32Array;
  readonly size: number;
  /** One weight a film. */
  readonly weights?: Float32Array;
};

/** Films in batches, epoch after epoch. */
export type BatchSource = {
  /** Batches per epoch. */
  readonly length: number;
  /**
   * Shuffled, augmented, reproducible from seed and epoch; training drops no film, so the last batch may be smaller.
   *
   * @param skip batches at the epoch's beginning that are not made: the others are what they are without it
   */
  batches(epoch: number, skip?: number): AsyncIterable<Batch>;
};
