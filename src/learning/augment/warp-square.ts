import type { Random } from "../../core/random.ts";
import { type Homography, type Point, squareToQuad } from "../../vision/homography.ts";
import type { AugmentOptions } from "./augment-options.ts";

type Quad = readonly [Point, Point, Point, Point];

const each = (quad: Quad, change: (corner: Point) => Point) => quad.map(change) as unknown as Quad;
const happens = (random: Random, probability: number) => random.next() < probability;
const between = (random: Random, from: number, to: number) => from + (to - from) * random.next();

function cropped(random: Random, least: number): Quad {
  const [width, height] = [between(random, least, 1), between(random, least, 1)];
  const [left, top] = [random.next() * (1 - width), random.next() * (1 - height)];
  return [
    { x: left, y: top },
    { x: left + width, y: top },
    { x: left + width, y: top + height },
    { x: left, y: top + height },
  ];
}

/**
 * Where the corners of the changed film lie on the film (unit square, clockwise from the top left); undefined where
 * nothing is to be moved. All changes of shape together are one warp, so that a film is sampled once.
 */
export function drawQuad(
  { crop, perspective, zoom, rotation, flip }: AugmentOptions,
  random: Random,
): Quad | undefined {
  const whole = cropped(random, 1);
  let quad = whole;
  if (crop && happens(random, crop.probability)) quad = cropped(random, crop.least);
  if (perspective && happens(random, perspective.probability)) {
    const { shift } = perspective;
    quad = each(quad, ({ x, y }) => ({
      x: x + between(random, -shift, shift),
      y: y + between(random, -shift, shift),
    }));
  }
  if (zoom && happens(random, zoom.probability)) {
    const by = between(random, 1, zoom.to);
    const point = { x: random.next(), y: random.next() };
    quad = each(quad, ({ x, y }) => ({ x: point.x + (x - point.x) / by, y: point.y + (y - point.y) / by }));
  }
  if (rotation && happens(random, rotation.probability)) {
    const angle = (between(random, -rotation.degrees, rotation.degrees) * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    quad = each(quad, ({ x, y }) => ({
      x: 0.5 + (x - 0.5) * cos - (y - 0.5) * sin,
      y: 0.5 + (x - 0.5) * sin + (y - 0.5) * cos,
    }));
  }
  if (flip && happens(random, flip.probability)) quad = [quad[1], quad[0], quad[3], quad[2]];
  return quad === whole ? undefined : quad;
}

/** Position within [0, end - 1], reflected at the outermost pixels' centres as often as needed. */
function mirrored(at: number, end: number): number {
  const period = 2 * (end - 1);
  const folded = Math.abs(at) % period;
  return folded > end - 1 ? period - folded : folded;
}

/**
 * Draws a square film anew so that the corners of `quad` become its corners, by bilinear sampling at pixel centres.
 *
 * @param side pixels each way, at least 2
 */
export function warpSquare(
  gray: Uint8Array,
  side: number,
  quad: Quad,
  border: AugmentOptions["border"],
): Uint8Array {
  const [a, b, c, d, e, f, g, h, i]: Homography = squareToQuad([...quad] as [Point, Point, Point, Point]);
  const out = new Uint8Array(side * side);
  const last = side - 1;
  for (let row = 0, at = 0; row < side; row += 1) {
    const v = (row + 0.5) / side;
    for (let column = 0; column < side; column += 1, at += 1) {
      const u = (column + 0.5) / side;
      const w = g * u + h * v + i;
      let x = ((a * u + b * v + c) / w) * side - 0.5;
      let y = ((d * u + e * v + f) / w) * side - 0.5;
      if (x < 0 || y < 0 || x > last || y > last) {
        // Half a pixel beyond a centre is still on the film.
        if (border === "black" && (x < -0.5 || y < -0.5 || x > last + 0.5 || y > last + 0.5)) continue;
        x = mirrored(x, side);
        y = mirrored(y, side);
      }
      const left = Math.min(Math.floor(x), last - 1);
      const top = Math.min(Math.floor(y), last - 1);
      const [right, down] = [x - left, y - top];
      const from = top * side + left;
      const upper = gray[from]! * (1 - right) + gray[from + 1]! * right;
      const lower = gray[from + side]! * (1 - right) + gray[from + side + 1]! * right;
      out[at] = Math.round(upper * (1 - down) + lower * down);
    }
  }
  return out;
}
