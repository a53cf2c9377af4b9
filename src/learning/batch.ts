/** Films as a network takes them, with what they show. */
export type Batch = {
  /** `[n, c, s, s]`, normalised. */
  readonly images: Float32Array;
  /** `[n, k]`, 0 or 1. */
  readonly targets: Float32Array;
  /** n */
  readonly size: number;
  /** How much each film counts, `[n]`; left out, all count 1. */
  readonly weights?: Float32Array;
};

/** Where batches come from. */
export type BatchSource = {
  /** Batches of an epoch. */
  readonly length: number;
  /** Shuffled, augmented, the same for the same seed and epoch; no film is left out, the last batch may be smaller. */
  batches(epoch: number): AsyncIterable<Batch>;
};
