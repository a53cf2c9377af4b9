import sharp from "sharp";
import type { Random } from "../../core/random.ts";
import type { Film } from "../film.ts";

/** Pixels each way of a drawn gradient. */
const SIDE = 640;

/** Soft grey shapes without any detail: a slope, a glow, and up to four pale or dark ovals that run into each other. */
export function drawGradient(random: Random): Promise<Buffer> {
  const slope = { x: random.normal(), y: random.normal() };
  const ovals = Array.from({ length: random.integer(5) }, () => ({
    x: random.next(),
    y: random.next(),
    across: 0.08 + 0.3 * random.next(),
    down: 0.08 + 0.3 * random.next(),
    depth: 2 * random.next() - 1,
    edge: 1 + 5 * random.next(),
  }));
  const glow = { x: random.next(), y: random.next(), depth: 2 * random.next() - 1 };
  const values = new Float32Array(SIDE * SIDE);
  for (let at = 0; at < values.length; at += 1) {
    const x = (at % SIDE) / SIDE;
    const y = Math.floor(at / SIDE) / SIDE;
    values[at] = slope.x * x + slope.y * y + glow.depth * Math.hypot(x - glow.x, y - glow.y);
    for (const oval of ovals) {
      const away = Math.hypot((x - oval.x) / oval.across, (y - oval.y) / oval.down);
      values[at]! += oval.depth / (1 + Math.exp(oval.edge * 3 * (away - 1)));
    }
  }
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const low = 60 * random.next();
  const high = 150 + 105 * random.next();
  const gray = Uint8Array.from(
    values,
    (value) => low + ((value - least) / (most - least)) * (high - low) + 2 * random.normal(),
  );
  return sharp(gray, { raw: { width: SIDE, height: SIDE, channels: 1 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** A picture without its colours. */
export function withoutColour(film: Film): Film {
  return { ...film, saturation: 0, colourSpread: 0 };
}

/** A picture out of focus, by a Gaussian of `sigma` as a share of its longer side. */
export async function outOfFocus(film: Film, sigma: number): Promise<Film> {
  const { width, height } = film;
  const gray = await sharp(film.gray, { raw: { width, height, channels: 1 } })
    .blur(Math.max(0.3, sigma * Math.max(width, height)))
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return { ...film, gray: new Uint8Array(gray) };
}
