import type { Thumbnail } from "./thumbnail.ts";

/** Grey level of 255 that no lung field reaches on its own: of 600 NIH films, as they are and re-encoded, 0.5 % are at 251. */
const BURNT = 240 / 255;
/** Share of a picture below which a bright patch is a marker or a wire, and above which it is no reflection. */
const LEAST = 0.003;
const MOST = 0.4;
/** Share of its bounding box that a reflection fills: a disc 0.79, a window pane 1; heart, ribs and shoulder less. */
const COMPACT = 0.7;

/** Where the lungs lie on a frontal film, about, in shares of its sides: [left, top, right, bottom], the lower edge and the midline left out. */
const LUNGS = [
  [0.12, 0.15, 0.43, 0.7],
  [0.57, 0.15, 0.88, 0.7],
] as const;

/** One patch of bright cells that hang together. */
type Patch = { readonly cells: readonly number[]; readonly boxArea: number };

/** Collects the patch that a cell belongs to, and strikes its cells out of `bright`. */
function takePatch(bright: Uint8Array, side: number, start: number): Patch {
  const cells = [start];
  bright[start] = 0;
  let [left, right, top, bottom] = [side, 0, side, 0];
  for (let next = 0; next < cells.length; next += 1) {
    const cell = cells[next]!;
    const x = cell % side;
    const y = (cell - x) / side;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    const around = [
      x > 0 ? cell - 1 : -1,
      x < side - 1 ? cell + 1 : -1,
      cell - side,
      y < side - 1 ? cell + side : -1,
    ];
    for (const neighbour of around) {
      if (neighbour < 0 || bright[neighbour] !== 1) continue;
      bright[neighbour] = 0;
      cells.push(neighbour);
    }
  }
  return { cells, boxArea: (right - left + 1) * (bottom - top + 1) };
}

/**
 * How much of the lung fields lies under burnt-out, compact patches: a lamp's or a flash's reflection on the film. Bright
 * anatomy is not compact, markers are small, and the bright lower edge lies outside the fields. A film that is bright
 * all over has none: its patches are too large.
 *
 * @param thumbnail of the film's own greys, not stretched
 * @returns share of the lung fields, in [0, 1]
 */
export function glareOf({ side, values }: Thumbnail): number {
  const bright = new Uint8Array(values.length);
  for (let cell = 0; cell < values.length; cell += 1) bright[cell] = values[cell]! >= BURNT ? 1 : 0;
  const inLungs = (cell: number) => {
    const x = ((cell % side) + 0.5) / side;
    const y = (Math.floor(cell / side) + 0.5) / side;
    return LUNGS.some(([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom);
  };
  let covered = 0;
  for (let cell = 0; cell < bright.length; cell += 1) {
    if (bright[cell] !== 1) continue;
    const { cells, boxArea } = takePatch(bright, side, cell);
    const area = cells.length / (side * side);
    if (area < LEAST || area > MOST || cells.length < COMPACT * boxArea) continue;
    covered += cells.filter(inLungs).length;
  }
  const field = LUNGS.reduce((sum, [left, top, right, bottom]) => sum + (right - left) * (bottom - top), 0);
  return Math.min(1, covered / (side * side * field));
}
