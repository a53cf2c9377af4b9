import type { Film } from "./film.ts";
import { LOOK_SIDE, lookSquareOf } from "./look-square.ts";
import { percentilesOf } from "./percentiles.ts";
import type { Plane } from "./resize-plane.ts";
import { sharpnessOf } from "./sharpness.ts";
import { type Thumbnail, thumbnailOf } from "./thumbnail.ts";

/** Side of the thumbnail that the statistics are taken of. */
const SIDE = LOOK_SIDE / 2;
/** Grey step between neighbouring cells of the thumbnail, of 1, from which on it counts as an edge. */
const EDGE = 0.08;

/** Spread of hue that a photographed film may have: lamps differ, and a corner of the room may show. */
const SPREAD = 0.03;
/** Ratio of the sides that a film or a phone's picture may have. */
const SHAPE = 1.6;

/** Cheap statistics that tell a radiograph from other pictures, in the order they are computed. */
export const STATISTICS = [
  "colour-spread",
  "elongation",
  "mean",
  "deviation",
  "black",
  "white",
  "entropy",
  "flip-symmetry",
  "edges",
  "edge-direction",
  "roughness",
  "coarse-share",
  "border-brightness",
  "midline-brightness",
  "sharpness",
] as const;

const share = (values: Float64Array, test: (value: number) => boolean) =>
  values.reduce((count, value) => count + (test(value) ? 1 : 0), 0) / values.length;

/** Entropy of the grey histogram, of 32 bins, as a share of the largest possible one. */
function entropyOf(values: Float64Array): number {
  const counts = new Float64Array(32);
  for (const value of values) counts[Math.min(31, Math.floor(value * 32))]! += 1;
  const nats = counts.reduce((sum, count) => {
    const part = count / values.length;
    return part > 0 ? sum - part * Math.log(part) : sum;
  }, 0);
  return nats / Math.log(32);
}

const meanOf = (values: ArrayLike<number>) => {
  let sum = 0;
  for (let place = 0; place < values.length; place += 1) sum += values[place]!;
  return sum / values.length;
};

/** Pearson's correlation of a thumbnail with itself upside down; 0 for a blank one. */
function flipSymmetryOf({ side, values }: Thumbnail, mean: number, variance: number): number {
  if (variance < 1e-9) return 0;
  let sum = 0;
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      sum += (values[y * side + x]! - mean) * (values[(side - 1 - y) * side + x]! - mean);
    }
  }
  return sum / (values.length * variance);
}

/** Share of edges, excess of steps along rows over steps along columns in [-1, 1], and mean second difference. */
function edgesOf({ side, values }: Thumbnail): { edges: number; direction: number; roughness: number } {
  let edges = 0;
  let alongRows = 0;
  let alongColumns = 0;
  let roughness = 0;
  for (let y = 1; y < side - 1; y += 1) {
    for (let x = 1; x < side - 1; x += 1) {
      const place = y * side + x;
      const [left, right] = [values[place - 1]!, values[place + 1]!];
      const [above, below] = [values[place - side]!, values[place + side]!];
      const horizontal = (right - left) / 2;
      const vertical = (below - above) / 2;
      if (Math.hypot(horizontal, vertical) >= EDGE) edges += 1;
      alongRows += Math.abs(horizontal);
      alongColumns += Math.abs(vertical);
      roughness += Math.abs(left + right + above + below - 4 * values[place]!);
    }
  }
  const cells = (side - 2) ** 2;
  return {
    edges: edges / cells,
    direction: (alongRows - alongColumns) / (alongRows + alongColumns + 1e-6),
    roughness: roughness / cells,
  };
}

/** Mean grey of a rectangle given in shares of the side. */
function meanWithin(
  { side, values }: Thumbnail,
  [left, top, right, bottom]: [number, number, number, number],
) {
  let sum = 0;
  let count = 0;
  for (let y = Math.round(top * side); y < Math.round(bottom * side); y += 1) {
    for (let x = Math.round(left * side); x < Math.round(right * side); x += 1) {
      sum += values[y * side + x]!;
      count += 1;
    }
  }
  return sum / count;
}

/** Shares of the pixels that become black and white; the greys between are laid over the whole scale. */
const STRETCH = [0.005, 0.995] as const;
/** A picture whose greys spread over fewer levels is as good as blank, and is left so. */
const LEAST_SPREAD = 16;

/** Evens out exposure: a film photographed too dark or washed out has the statistics of a good one. */
function stretch(film: Plane, { side, values }: Thumbnail): Thumbnail {
  const [low, high] = percentilesOf(film, STRETCH) as [number, number];
  if (high - low < LEAST_SPREAD) return { side, values };
  const stretched = new Float64Array(values.length);
  for (let cell = 0; cell < values.length; cell += 1) {
    stretched[cell] = Math.min(Math.max((255 * values[cell]! - low) / (high - low), 0), 1);
  }
  return { side, values: stretched };
}

/** Small pictures of a film: its square, and a smaller one as it is and with its greys stretched over the whole scale. */
export type Small = { readonly square: Plane; readonly plain: Thumbnail; readonly stretched: Thumbnail };

/**
 * Shrinks a film to what statistics, layout and glare are taken of.
 *
 * @param square of `lookSquareOf`, where it is there already
 */
export function shrinkFilm(film: Plane, square: Plane = lookSquareOf(film)): Small {
  const plain = thumbnailOf(square, SIDE);
  return { square, plain, stretched: stretch(square, plain) };
}

/** Cells across and down a film's layout. */
const LAYOUT_SIDE = 8;

/** Where a film is bright and where dark: means of its stretched greys over 8 x 8 cells, row by row, each in [0, 1]. */
export function layoutOf({ stretched }: Small): Float64Array {
  const gray = new Uint8Array(stretched.values.length);
  for (let cell = 0; cell < gray.length; cell += 1) gray[cell] = stretched.values[cell]! * 255;
  return thumbnailOf({ width: stretched.side, height: stretched.side, gray }, LAYOUT_SIDE).values;
}

/** Computes the statistics of a film, in the order of `STATISTICS`, from its greys stretched over the whole scale. */
export function describeFilm(
  film: Film,
  small: Small = shrinkFilm(film),
  layout: Float64Array = layoutOf(small),
): Float64Array {
  const thumbnail = small.stretched;
  const { values } = thumbnail;
  const mean = meanOf(values);
  const variance = meanOf(values.map((value) => (value - mean) ** 2));
  const { edges, direction, roughness } = edgesOf(thumbnail);
  const coarseMean = meanOf(layout);
  const coarseVariance = meanOf(layout.map((value) => (value - coarseMean) ** 2));
  const inner = meanWithin(thumbnail, [0.1, 0.1, 0.9, 0.9]);
  const midline = meanWithin(thumbnail, [0.44, 0.2, 0.56, 0.7]);
  const beside =
    (meanWithin(thumbnail, [0.22, 0.2, 0.38, 0.7]) + meanWithin(thumbnail, [0.62, 0.2, 0.78, 0.7])) / 2;
  const statistics: Record<(typeof STATISTICS)[number], number> = {
    // Not the saturation: a light box or a phone tints a whole film.
    "colour-spread": Math.max(0, (film.colourSpread ?? 0) - SPREAD),
    // Films and phones come in many shapes: only more counts.
    elongation: Math.max(0, Math.abs(Math.log(film.width / film.height)) - Math.log(SHAPE)),
    mean,
    deviation: Math.sqrt(variance),
    black: share(values, (value) => value < 0.06),
    white: share(values, (value) => value > 0.94),
    entropy: entropyOf(values),
    // Not the symmetry of left and right: a photographed film hangs askew, and disease is one-sided.
    "flip-symmetry": flipSymmetryOf(thumbnail, mean, variance),
    edges,
    "edge-direction": direction,
    roughness,
    "coarse-share": coarseVariance / (variance + 1e-6),
    // The border is a fifth of each side wide in all, so 36 % of the area.
    "border-brightness": (mean - 0.64 * inner) / 0.36 - inner,
    "midline-brightness": midline - beside,
    sharpness: sharpnessOf(small.square),
  };
  return Float64Array.from(STATISTICS, (name) => statistics[name]);
}

/** One statistic of those that `describeFilm` computed. */
export function statisticOf(statistics: Float64Array, name: (typeof STATISTICS)[number]): number {
  return statistics[STATISTICS.indexOf(name)]!;
}
