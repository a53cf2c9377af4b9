/** Pixels looked at, about: enough for a spread, whatever the photo's size. */
const SAMPLES = 60_000;

/**
 * How much the hue of a photo varies: the spread of its chromaticity (r, b as shares of r + g + b), each pixel weighing as
 * much as it is bright. A film under tinted light has one hue all over and a spread near 0; a colourful photo 0.05 and more.
 *
 * @param samples interleaved, 8 bits
 */
export function colourSpread(samples: Uint8Array, channels: 1 | 3): number {
  if (channels === 1) return 0;
  const pixels = samples.length / 3;
  const stride = Math.max(1, Math.floor(pixels / SAMPLES));
  let weight = 0;
  let [red, blue, redSquares, blueSquares] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < pixels; pixel += stride) {
    const r = samples[3 * pixel]!;
    const b = samples[3 * pixel + 2]!;
    const light = r + samples[3 * pixel + 1]! + b;
    if (light === 0) continue;
    weight += light;
    red += r;
    blue += b;
    redSquares += (r * r) / light;
    blueSquares += (b * b) / light;
  }
  if (weight === 0) return 0;
  const variance = (sum: number, squares: number) => squares / weight - (sum / weight) ** 2;
  return Math.sqrt(Math.max(0, variance(red, redSquares) + variance(blue, blueSquares)));
}
