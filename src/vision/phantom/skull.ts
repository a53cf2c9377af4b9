import type { Random } from "../../core/random.ts";
import { fillSmoothly } from "./canvas.ts";
import { chord, type Ellipsoid } from "./ellipsoid.ts";
import { exposeLimb, fleshDepth } from "./limb.ts";
import { MATTER } from "./matter.ts";
import { addDisc, drawTube, type Knot, smooth } from "./tube.ts";

const BONE = MATTER.cortical - MATTER.soft;
const both = (part: Ellipsoid): Ellipsoid[] => [part, { ...part, x: -part.x, turn: -(part.turn ?? 0) }];

/** An adult's skull from the front in millimetres: a vault 5 to 7 mm thick, its base, and the holes of the face. */
const VAULT: Ellipsoid = { x: 0, y: -38, a: 75, b: 92, c: 88, power: 2.15 };
const DENSE: readonly Ellipsoid[] = [
  ...both({ x: 36, y: 8, a: 30, b: 8, c: 26, turn: -0.15 }),
  ...both({ x: 50, y: 28, a: 13, b: 30, c: 14, turn: 0.35 }),
  { x: 0, y: 34, a: 40, b: 30, c: 26, power: 2.6 },
  { x: 0, y: -14, a: 5, b: 16, c: 24 },
];
const HOLLOW: readonly Ellipsoid[] = [
  ...both({ x: 32, y: -4, a: 21, b: 18, c: 24, power: 2.6 }),
  ...both({ x: 26, y: 30, a: 14, b: 15, c: 22 }),
  ...both({ x: 8, y: 25, a: 6.5, b: 20, c: 30 }),
  ...both({ x: 13, y: -34, a: 13, b: 9, c: 9 }),
];

/** A skull from the front, one film of it. */
export function drawSkull(size: number, random: Random): Uint8Array {
  const span = 245 + 50 * random.next();
  const wide = 0.92 + 0.16 * random.next();
  const tall = 0.92 + 0.16 * random.next();
  const turn = random.normal() * 0.05;
  const wall = 5 + 2.5 * random.next();
  const shift = { x: random.normal() * 6, y: 8 + random.normal() * 6 };
  const inner = { ...VAULT, a: VAULT.a - wall, b: VAULT.b - wall, c: VAULT.c - wall };
  const flesh = [
    { from: knot(0, -40, 82), to: knot(0, -30, 82) },
    { from: knot(0, -20, 76), to: knot(0, 72, 52) },
    { from: knot(0, 60, 54), to: knot(0, 190, 60) },
  ];
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const canvas = fillSmoothly(size, span, (filmX, filmY) => {
    const right = filmX - shift.x;
    const down = filmY - shift.y;
    const x = (right * cos + down * sin) / wide;
    const y = (down * cos - right * sin) / tall;
    let depth = fleshDepth(flesh, 1.05, x, y) * MATTER.soft;
    depth += (chord(VAULT, x, y) - chord(inner, x, y)) * BONE * 0.8;
    for (const part of DENSE) depth += chord(part, x, y) * BONE * 0.45;
    for (const part of HOLLOW) depth -= chord(part, x, y) * (MATTER.soft + BONE * 0.18);
    return Math.max(depth, 0);
  });
  const place = ({ x, y, radius }: Knot): Knot => ({
    x: x * wide * cos - y * tall * sin + shift.x,
    y: x * wide * sin + y * tall * cos + shift.y,
    radius,
  });
  const jaw = [
    knot(-56, 22, 8),
    knot(-54, 62, 10),
    knot(-34, 88, 10),
    knot(0, 98, 11),
    knot(34, 88, 10),
    knot(54, 62, 10),
    knot(56, 22, 8),
  ];
  drawTube(canvas, smooth(jaw).map(place), { core: 0.035, shell: 0.07, wall: 3 });
  for (const side of [-1, 1]) {
    for (let tooth = 0; tooth < 7; tooth += 1) {
      for (const row of [60, 74]) {
        const { x, y } = place(knot(side * (4 + tooth * 6.2), row - tooth * 0.8, 3));
        addDisc(canvas, x, y, 3.1, 0.5);
        addDisc(canvas, x, y + (row === 60 ? -6 : 6), 2.2, 0.3);
      }
    }
  }
  for (let level = 0; level < 6; level += 1) {
    const { x, y } = place(knot(0, 62 + level * 18, 0));
    drawTube(canvas, [knot(x - 11, y, 6.5), knot(x + 11, y, 6.5)], { core: 0.015, shell: 0.03, wall: 1.2 });
  }
  return exposeLimb(canvas, random);
}

function knot(x: number, y: number, radius: number): Knot {
  return { x, y, radius };
}
