import sharp from "sharp";

/**
 * Sets the image library up for a process; to be called once, by its composition root. No operation cache: every
 * photo is seen once, and what a cache keeps is a stranger's film. Threads are set because the library would take
 * every core from the network.
 *
 * @param options.threads threads for one image, at least 1
 */
export function prepareImaging({ threads }: { threads: number }): void {
  sharp.cache(false);
  sharp.concurrency(threads);
}
