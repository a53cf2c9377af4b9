import type { Random } from "../../core/random.ts";
import { fillSmoothly } from "./canvas.ts";
import { drawLongBone, exposeLimb, type Flesh, fleshDepth, placeKnots } from "./limb.ts";
import { MATTER } from "./matter.ts";
import { drawTube, type Knot } from "./tube.ts";

/**
 * Rays of an adult's hand, thumb first: where the metacarpal starts and how it points, then the lengths of metacarpal and
 * phalanges in millimetres (Buryanov and Kotiuk, Int J Morphol 2010, rounded).
 */
const RAYS = [
  { x: -22, y: 20, heading: -2.35, bones: [46, 31, 22] },
  { x: -15, y: 4, heading: -1.72, bones: [68, 40, 22, 16] },
  { x: -4, y: 1, heading: -1.58, bones: [64, 44, 26, 17] },
  { x: 7, y: 3, heading: -1.43, bones: [58, 41, 25, 17] },
  { x: 17, y: 9, heading: -1.27, bones: [53, 33, 18, 15] },
] as const;

const WRIST: readonly Knot[] = [
  { x: -14, y: 16, radius: 7 },
  { x: -5, y: 13, radius: 6 },
  { x: 4, y: 14, radius: 7.5 },
  { x: 13, y: 18, radius: 7 },
  { x: -12, y: 28, radius: 8 },
  { x: 0, y: 27, radius: 7 },
  { x: 11, y: 29, radius: 6.5 },
];

/** A hand from the front, fingers spread by chance, one film of it. */
export function drawHand(size: number, random: Random): Uint8Array {
  const span = 215 + 40 * random.next();
  const mirror = random.next() < 0.5 ? -1 : 1;
  const turn = random.normal() * 0.15 + (random.next() < 0.15 ? Math.PI : 0);
  const shift = { x: random.normal() * 6, y: 22 + random.normal() * 6 };
  const scale = 0.85 + 0.25 * random.next();
  const place = (knots: Knot[]) => {
    const mirrored = knots.map((knot) => ({ ...knot, x: knot.x * mirror }));
    return placeKnots(mirrored, turn, Math.abs(turn) > 2 ? { x: shift.x, y: -shift.y } : shift, scale);
  };
  const bones: [Knot, Knot][] = [];
  const flesh: Flesh[] = [];
  const cover = (from: Knot, to: Knot, more: number) => {
    const [a, b] = place([
      { ...from, radius: from.radius + more },
      { ...to, radius: to.radius + more },
    ]);
    flesh.push({ from: a!, to: b! });
  };
  for (const ray of RAYS) {
    const heading = ray.heading + random.normal() * 0.05;
    let start: Knot = { x: ray.x, y: ray.y, radius: 7 };
    for (const [index, length] of ray.bones.entries()) {
      const radius = [7, 6.4, 5, 3.6][index]!;
      const along = (share: number): Knot => ({
        x: start.x + Math.cos(heading) * length * share,
        y: start.y + Math.sin(heading) * length * share,
        radius,
      });
      bones.push([{ ...along(0.03) }, { ...along(0.97), radius: radius * 0.9 }]);
      cover(along(0), along(1), index === 0 ? 7 : 4.5 - index * 0.3);
      start = along(1.03);
    }
  }
  const forearm: [Knot, Knot][] = [
    [
      { x: -9, y: 44, radius: 12 },
      { x: -8, y: 190, radius: 9 },
    ],
    [
      { x: 13, y: 44, radius: 7.5 },
      { x: 12, y: 190, radius: 8 },
    ],
  ];
  cover({ x: -2, y: 30, radius: 26 }, { x: -2, y: 55, radius: 25 }, 2);
  cover({ x: -2, y: 55, radius: 25 }, { x: -2, y: 190, radius: 33 }, 2);
  cover({ x: -6, y: -20, radius: 22 }, { x: 2, y: 20, radius: 26 }, 4);
  const canvas = fillSmoothly(size, span, (x, y) => fleshDepth(flesh, 0.55, x, y) * MATTER.soft);
  for (const [from, to] of [...bones, ...forearm]) {
    const [a, b] = place([from, to]);
    drawLongBone(canvas, a!, b!, 0.58);
  }
  for (const knot of place([...WRIST])) {
    drawTube(
      canvas,
      [
        { ...knot, z: 0 },
        { ...knot, z: knot.radius },
      ],
      { core: 0.02, shell: 0.03, wall: 1 },
    );
  }
  return exposeLimb(canvas, random);
}
