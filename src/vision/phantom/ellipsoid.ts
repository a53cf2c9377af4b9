/** A solid with an elliptic or squarer outline, in millimetres; z points from the film to the X-ray tube. */
export type Ellipsoid = {
  readonly x: number;
  readonly y: number;
  readonly z?: number;
  /** Half-axes across, along and in depth. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Turn of the outline, radians, clockwise on the film. */
  readonly turn?: number;
  /** How far the axis shifts in x for each millimetre of y: a lung leans inwards towards its apex. */
  readonly lean?: number;
  /** Exponent of the outline: 2 is an ellipse, 4 nearly a rectangle. */
  readonly power?: number;
};

/** Where a ray enters and leaves a solid in depth; `from >= to` where it misses. */
type Interval = { from: number; to: number };

/** Half the length of the ray through (x, y) inside the solid; 0 where it misses. */
function halfChord(solid: Ellipsoid, x: number, y: number): number {
  const dy = y - solid.y;
  const dx = x - solid.x - (solid.lean ?? 0) * dy;
  let across = dx;
  let along = dy;
  if (solid.turn) {
    const cos = Math.cos(solid.turn);
    const sin = Math.sin(solid.turn);
    across = dx * cos + dy * sin;
    along = dy * cos - dx * sin;
  }
  const u = Math.abs(across / solid.a);
  const v = Math.abs(along / solid.b);
  if (u >= 1 || v >= 1) return 0;
  const power = solid.power ?? 2;
  const inside = power === 2 ? 1 - u * u - v * v : 1 - u ** power - v ** power;
  return inside <= 0 ? 0 : solid.c * Math.sqrt(inside);
}

/** The length of the ray through (x, y) inside the solid. */
export function chord(solid: Ellipsoid, x: number, y: number): number {
  return 2 * halfChord(solid, x, y);
}

/**
 * The length of the ray through (x, y) inside `solid` and outside all of `others`.
 */
export function chordOutside(solid: Ellipsoid, others: readonly Ellipsoid[], x: number, y: number): number {
  const half = halfChord(solid, x, y);
  if (half === 0) return 0;
  const centre = solid.z ?? 0;
  let free: Interval[] = [{ from: centre - half, to: centre + half }];
  for (const other of others) {
    const reach = halfChord(other, x, y);
    if (reach === 0) continue;
    free = subtract(free, (other.z ?? 0) - reach, (other.z ?? 0) + reach);
  }
  return free.reduce((sum, { from, to }) => sum + to - from, 0);
}

function subtract(free: readonly Interval[], from: number, to: number): Interval[] {
  const left: Interval[] = [];
  for (const piece of free) {
    if (to <= piece.from || from >= piece.to) left.push(piece);
    else {
      if (from > piece.from) left.push({ from: piece.from, to: from });
      if (to < piece.to) left.push({ from: to, to: piece.to });
    }
  }
  return left;
}
