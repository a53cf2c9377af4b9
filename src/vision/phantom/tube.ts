import type { Canvas } from "./canvas.ts";

/** A point of a tube's axis with the tube's radius there, millimetres. */
export type Knot = { readonly x: number; readonly y: number; readonly z?: number; readonly radius: number };

/** Attenuation above its surroundings, per millimetre: of what fills a tube, and of its wall. */
export type TubeMatter = { readonly core: number; readonly shell?: number; readonly wall?: number };

/**
 * Adds the projection of a tube along a polyline. Flat discs are laid along the axis, each weighing the step in
 * depth and plane that it stands for: for a tube lying in the plane their sum is its chord, for one that turns into
 * the depth they pile up as its length does.
 */
export function drawTube(
  canvas: Canvas,
  knots: readonly Knot[],
  { core, shell = 0, wall = 0 }: TubeMatter,
): void {
  for (let at = 0; at + 1 < knots.length; at += 1) {
    const from = knots[at]!;
    const to = knots[at + 1]!;
    const depth = (to.z ?? 0) - (from.z ?? 0);
    const length = Math.hypot(to.x - from.x, to.y - from.y, depth);
    const thin = Math.min(from.radius, to.radius);
    // A wall shows the discs one by one unless they lie close.
    const stride = Math.max(canvas.pitch, shell ? Math.min(thin * 0.15, 1.2) : thin * 0.4);
    const steps = Math.max(1, Math.ceil(length / stride));
    for (let step = 0; step < steps; step += 1) {
      const share = (step + 0.5) / steps;
      const x = from.x + (to.x - from.x) * share;
      const y = from.y + (to.y - from.y) * share;
      const radius = from.radius + (to.radius - from.radius) * share;
      const weight = length / steps;
      addDisc(canvas, x, y, radius, weight * (shell || core));
      if (shell) addDisc(canvas, x, y, radius - wall, weight * (core - shell));
    }
  }
}

/** Adds `weight` within `radius` of (x, y), fading over one pixel at the rim. */
export function addDisc(canvas: Canvas, x: number, y: number, radius: number, weight: number): void {
  const { width, height, pitch, values } = canvas;
  const column = x / pitch + width / 2 - 0.5;
  const row = y / pitch + height / 2 - 0.5;
  const reach = radius / pitch;
  if (reach <= 0) return;
  // A disc thinner than a pixel keeps its mass.
  const strength = reach < 0.5 ? weight * 2 * reach : weight;
  const span = Math.max(reach, 0.5) + 0.5;
  const top = Math.max(0, Math.ceil(row - span));
  const bottom = Math.min(height - 1, Math.floor(row + span));
  const left = Math.max(0, Math.ceil(column - span));
  const right = Math.min(width - 1, Math.floor(column + span));
  for (let v = top; v <= bottom; v += 1) {
    for (let u = left; u <= right; u += 1) {
      const cover = span - Math.sqrt((u - column) ** 2 + (v - row) ** 2);
      if (cover > 0) values[v * width + u] = values[v * width + u]! + strength * Math.min(cover, 1);
    }
  }
}

/** A smooth curve through knots (Catmull-Rom), `steps` pieces between each two. */
export function smooth(knots: readonly Knot[], steps = 8): Knot[] {
  const out: Knot[] = [];
  for (let at = 0; at + 1 < knots.length; at += 1) {
    const [p0, p1, p2, p3] = [
      knots[Math.max(at - 1, 0)]!,
      knots[at]!,
      knots[at + 1]!,
      knots[Math.min(at + 2, knots.length - 1)]!,
    ];
    for (let step = 0; step < steps; step += 1) {
      const t = step / steps;
      const blend = (a: number, b: number, c: number, d: number) =>
        0.5 *
        (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
      out.push({
        x: blend(p0.x, p1.x, p2.x, p3.x),
        y: blend(p0.y, p1.y, p2.y, p3.y),
        z: blend(p0.z ?? 0, p1.z ?? 0, p2.z ?? 0, p3.z ?? 0),
        radius: blend(p0.radius, p1.radius, p2.radius, p3.radius),
      });
    }
  }
  out.push(knots.at(-1)!);
  return out;
}
