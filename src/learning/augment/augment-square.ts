import { createRandom } from "../../core/random.ts";
import { blurPlane } from "../../vision/blur-plane.ts";
import { squeezePlane } from "../../vision/squeeze-plane.ts";
import type { AugmentOptions } from "./augment-options.ts";
import { mixSeeds } from "./film-seed.ts";
import { applyLevels, equalisingLevels, lightingLevels } from "./levels.ts";
import { drawQuad, warpSquare } from "./warp-square.ts";

/** Streams of random numbers: switching blur on leaves the turns of a film as they were. */
const STREAMS = { shape: 1, equalise: 2, lighting: 3, blur: 4, jpeg: 5 } as const;

/** JPEG quality above which nothing is lost that counts. */
const BEST_QUALITY = 95;

/**
 * Changes a film at random: shape, grey levels, sharpness, compression, in this order. The same seed gives the same bytes.
 *
 * @param gray the film as a square, which `toSquare` made
 * @param seed any integer; its lower 32 bits count
 * @returns a square of the same side
 */
export async function augmentSquare(
  gray: Uint8Array,
  side: number,
  options: AugmentOptions,
  seed: number,
): Promise<Uint8Array> {
  const { equalise, lighting, blur, jpeg, border } = options;
  const stream = (name: keyof typeof STREAMS) => createRandom(mixSeeds(seed, STREAMS[name]));
  const quad = drawQuad(options, stream("shape"));
  let square = quad ? warpSquare(gray, side, quad, border) : gray;
  if (equalise && stream("equalise").next() < equalise.probability) {
    square = applyLevels(square, equalisingLevels(square));
  }
  if (lighting) {
    const random = stream("lighting");
    const { within, probability } = lighting;
    const [brightens, contrasts] = [random.next() < probability, random.next() < probability];
    const brightness = brightens ? 0.5 + within * (random.next() - 0.5) : 0.5;
    // Evenly on a log scale between 1 - within and its inverse.
    const contrast = contrasts ? Math.exp(Math.log(1 - within) * (1 - 2 * random.next())) : 1;
    if (brightens || contrasts) square = applyLevels(square, lightingLevels(brightness, contrast));
  }
  if (blur) {
    const random = stream("blur");
    if (random.next() < blur.probability)
      square = blurPlane({ width: side, height: side, gray: square }, random.next() * blur.sigma * side).gray;
  }
  if (jpeg) {
    const random = stream("jpeg");
    if (random.next() < jpeg.probability) {
      const quality = jpeg.least + random.integer(BEST_QUALITY - jpeg.least + 1);
      square = (await squeezePlane({ width: side, height: side, gray: square }, quality)).gray;
    }
  }
  return square;
}
