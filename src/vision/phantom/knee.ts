import type { Random } from "../../core/random.ts";
import { fillSmoothly } from "./canvas.ts";
import { chord, type Ellipsoid } from "./ellipsoid.ts";
import { exposeLimb, fleshDepth, placeKnots } from "./limb.ts";
import { MATTER } from "./matter.ts";
import { drawTube, type Knot, smooth } from "./tube.ts";

const knot = (x: number, y: number, radius: number): Knot => ({ x, y, radius });

/** Shafts and ends of the bones about an adult's knee seen from the front, millimetres from the joint. */
const FEMUR = [
  knot(-3, -190, 14),
  knot(-2, -110, 14.5),
  knot(0, -70, 19),
  knot(0, -45, 30),
  knot(0, -30, 37),
];
const TIBIA = [knot(0, 12, 37), knot(0, 26, 34), knot(-1, 50, 22), knot(-2, 85, 15), knot(-3, 190, 12.5)];
const FIBULA = [knot(34, 28, 9), knot(35, 45, 6.5), knot(33, 90, 5.5), knot(31, 190, 5.5)];
const BLOCKS: readonly Ellipsoid[] = [
  { x: -20, y: -16, a: 18, b: 17, c: 24 },
  { x: 20, y: -16, a: 18, b: 16, c: 24 },
  { x: 1, y: -36, a: 21, b: 21, c: 10 },
  { x: -18, y: 13, a: 19, b: 8, c: 22, power: 3 },
  { x: 18, y: 13, a: 19, b: 8, c: 22, power: 3 },
];

/** A knee from the front, one film of it; at times both. */
export function drawKnee(size: number, random: Random): Uint8Array {
  const both = random.next() < 0.3;
  const span = both ? 360 : 210 + 60 * random.next();
  const scale = 0.88 + 0.24 * random.next();
  const plump = 1 + 0.5 * random.next();
  const legs = (both ? [-1, 1] : [random.next() < 0.5 ? -1 : 1]).map((side) => ({
    side,
    turn: random.normal() * 0.06,
    shift: { x: both ? side * 84 : random.normal() * 8, y: random.normal() * 10 },
  }));
  const thigh = [knot(0, -190, 62 * plump), knot(0, -40, 50), knot(0, 30, 46), knot(6, 190, 50 * plump)];
  const pieces = legs.flatMap(({ side, turn, shift }) => {
    const placed = placeKnots(
      thigh.map((each) => ({ ...each, x: each.x * side })),
      turn,
      shift,
      scale,
    );
    return placed.slice(1).map((to, index) => ({ from: placed[index]!, to }));
  });
  const canvas = fillSmoothly(size, span, (x, y) => {
    let bone = 0;
    for (const { side, shift } of legs) {
      for (const block of BLOCKS) bone += chord(block, (x - shift.x) / (scale * side), (y - shift.y) / scale);
    }
    return fleshDepth(pieces, 0.95, x, y) * MATTER.soft + bone * 0.7 * (MATTER.spongy - MATTER.soft);
  });
  for (const { side, turn, shift } of legs) {
    for (const bone of [FEMUR, TIBIA, FIBULA]) {
      const placed = placeKnots(
        bone.map((each) => ({ ...each, x: each.x * side })),
        turn,
        shift,
        scale,
      );
      drawTube(canvas, smooth(placed), { core: 0.006, shell: 0.03, wall: 3.2 });
    }
  }
  return exposeLimb(canvas, random);
}
