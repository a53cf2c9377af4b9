import type { Batch, BatchSource } from "../batch.ts";

/** Steps of an epoch where so many batches make one. */
export const stepsOf = (source: BatchSource, together: number) => Math.ceil(source.length / together);

/** Batches in groups of `together`, each of which makes one step; the last group may be smaller. */
export async function* groupBatches(
  batches: AsyncIterable<Batch>,
  together: number,
): AsyncGenerator<Batch[]> {
  let group: Batch[] = [];
  for await (const batch of batches) {
    group.push(batch);
    if (group.length === together) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
