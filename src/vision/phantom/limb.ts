import type { Random } from "../../core/random.ts";
import type { Canvas } from "./canvas.ts";
import { expose } from "./exposure.ts";
import { MATTER } from "./matter.ts";
import { drawTube, type Knot } from "./tube.ts";

/** Limbs are exposed at fewer kilovolts, where everything attenuates about this much more. */
const SOFT_BEAM = 1.5;

/** A tapering piece of flesh about a line, flattened in depth. */
export type Flesh = { readonly from: Knot; readonly to: Knot };

/** Depth of flesh at a point: the deepest piece there, since pieces overlap. */
export function fleshDepth(pieces: readonly Flesh[], flat: number, x: number, y: number): number {
  let deepest = 0;
  for (const { from, to } of pieces) {
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const share = Math.min(Math.max(((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy), 0), 1);
    const radius = from.radius + (to.radius - from.radius) * share;
    const away = (x - from.x - share * dx) ** 2 + (y - from.y - share * dy) ** 2;
    if (away < radius * radius) deepest = Math.max(deepest, 2 * flat * Math.sqrt(radius * radius - away));
  }
  return deepest;
}

/** A long bone: a hollow shaft that widens to spongy ends. */
export function drawLongBone(canvas: Canvas, from: Knot, to: Knot, waist: number): void {
  const knots: Knot[] = [];
  const steps = 24;
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps;
    const end = Math.abs(share - 0.5) * 2;
    const radius = (from.radius + (to.radius - from.radius) * share) * (waist + (1 - waist) * end ** 3);
    knots.push({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, radius });
  }
  const thick = Math.min(from.radius, to.radius) * 0.3;
  drawTube(canvas, knots, { core: 0.01, shell: MATTER.cortical - MATTER.soft, wall: thick });
}

/** Exposes a limb on a film, its attenuation scaled to the softer beam. */
export function exposeLimb(canvas: Canvas, random: Random): Uint8Array {
  for (let at = 0; at < canvas.values.length; at += 1) canvas.values[at] = canvas.values[at]! * SOFT_BEAM;
  const exposure = {
    photons: 30_000 + 40_000 * random.next(),
    scatter: 0.1 + 0.1 * random.next(),
    flatten: 0.1 + 0.25 * random.next(),
    gamma: 0.8 + 0.4 * random.next(),
  };
  return expose(canvas, exposure, random, 1);
}

/** Turns and moves knots about the middle of the film. */
export function placeKnots(
  knots: readonly Knot[],
  turn: number,
  shift: { x: number; y: number },
  scale: number,
): Knot[] {
  const cos = Math.cos(turn) * scale;
  const sin = Math.sin(turn) * scale;
  return knots.map(({ x, y, radius }) => ({
    x: x * cos - y * sin + shift.x,
    y: x * sin + y * cos + shift.y,
    radius: radius * scale,
  }));
}
