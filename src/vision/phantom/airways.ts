import type { Random } from "../../core/random.ts";
import type { Canvas } from "./canvas.ts";
import { MATTER } from "./matter.ts";
import type { Person, Pose } from "./person.ts";
import { drawTube, type Knot, smooth } from "./tube.ts";

/** Takes windpipe and main bronchi out of the tissue around them. */
export function drawAirways(canvas: Canvas, person: Person, pose: Pose): void {
  const matter = { core: MATTER.air - MATTER.soft };
  const knot = (x: number, y: number, radius: number): Knot => ({ x: x + person.rotation * 0.3, y, radius });
  const carina = knot(-2, -64, 7);
  const draw = (knots: Knot[]) => drawTube(canvas, smooth(knots).map(pose.toFilm), matter);
  draw([knot(0, -200, 8.5), knot(0, -130, 8.5), knot(-2, -90, 8.2), carina]);
  draw([carina, knot(-16, -46, 6.4), knot(-30, -26, 5)]);
  draw([carina, knot(20, -48, 5.6), knot(40, -30, 4.6)]);
}

/**
 * Draws the lungs' arteries and veins on a canvas of their own: trees that fork from each hilum to the pleura, a child
 * 0.78 times as wide as its parent (Huang et al., J Appl Physiol 1996: 1.5 to 1.6 in diameter each two generations).
 */
export function drawLungVessels(canvas: Canvas, pose: Pose, random: Random): void {
  const matter = { core: MATTER.soft - MATTER.lung };
  const grow = (from: Knot, heading: number, length: number): void => {
    if (from.radius < 0.5 || Math.abs(from.x) > 150 || from.y < -140 || from.y > 130) return;
    const bend = 0.25 * random.normal();
    const point = (share: number, radius: number): Knot => ({
      x: from.x + Math.cos(heading + bend * share) * length * share,
      y: from.y + Math.sin(heading + bend * share) * length * share,
      radius,
    });
    const end = point(1, from.radius * 0.88);
    drawTube(canvas, [from, point(0.5, from.radius * 0.94), end].map(pose.toFilm), matter);
    const spread = 0.34 + 0.22 * random.next();
    const share = 0.35 + 0.3 * random.next();
    const widths = [0.86 - 0.2 * share, 0.66 + 0.2 * share];
    for (const [child, side] of [-1, 1].entries()) {
      const next = heading + bend + side * spread * (child === 0 ? share : 1 - share) * 2;
      grow({ ...end, radius: from.radius * widths[child]! }, next, length * (0.74 + 0.22 * random.next()));
    }
  };
  for (const side of [-1, 1]) {
    const hilum = { x: side * 32, y: side < 0 ? -22 : -30 };
    const turned = (angle: number) => (side < 0 ? Math.PI - angle : angle);
    const trunks: [angle: number, radius: number, length: number][] = [
      [-1.15, 5.6, 24],
      [-0.85, 4.4, 30],
      [-0.5, 4.8, 30],
      [0.05, 4.6, 32],
      [0.6, 5.6, 32],
      [1.05, 7.4, 32],
      [1.2, 5, 42],
      [1.4, 6, 36],
    ];
    for (const [angle, radius, length] of trunks) {
      const jitter = () => random.normal() * 0.1;
      const start = {
        x: hilum.x + side * 4 * random.next(),
        y: hilum.y + 12 * angle,
        radius: 1.15 * radius * (1 + jitter()),
      };
      for (let tree = 0; tree < 2; tree += 1) {
        grow(start, turned(angle + 2 * jitter()), length * (1 + 2 * jitter()));
      }
    }
  }
}
