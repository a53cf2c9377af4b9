import type { Canvas } from "./canvas.ts";
import { chord, type Ellipsoid } from "./ellipsoid.ts";
import { MATTER } from "./matter.ts";
import type { Person, Pose } from "./person.ts";
import { drawTube, type Knot, smooth, type TubeMatter } from "./tube.ts";

/** From one thoracic vertebra to the next, millimetres. */
const VERTEBRA = 23.5;
/** Height of the first thoracic vertebra. */
const FIRST = -134;
/** Half-width of the rib cage at each pair of ribs: 1 to 12. */
const CAGE = [52, 84, 107, 122, 132, 138, 142, 144, 143, 138, 122, 92];

const RIB: TubeMatter = {
  core: 0.6 * (MATTER.spongy - MATTER.soft),
  shell: MATTER.cortical - MATTER.soft,
  wall: 0.75,
};

/** Adds ribs, clavicles, shoulder blades and the spine's small parts to a film. */
export function drawBones(canvas: Canvas, person: Person, pose: Pose): void {
  const draw = (knots: readonly Knot[], matter: TubeMatter) =>
    drawTube(canvas, knots.map(pose.toFilm), matter);
  for (const side of [-1, 1]) {
    for (let rib = 0; rib < CAGE.length; rib += 1) draw(ribAxis(rib, side, person), RIB);
    draw(smooth(clavicle(side, person.rotation)), { ...RIB, wall: 2.2 });
    draw(smooth(bladeRim(side)), { core: 0.008, shell: 0.022, wall: 1 });
    draw(smooth(bladeSpine(side)), { core: 0.012, shell: 0.026, wall: 1 });
    for (const part of humerus(side)) draw(part, { ...RIB, core: 0.004, wall: 2.6 });
  }
  for (let level = 0; level < 14; level += 1) {
    const y = FIRST + level * VERTEBRA;
    const back = -person.rotation;
    for (const side of [-1, 1]) {
      // Pedicles seen end on as rings, and transverse processes.
      const x = back * 0.5 + side * 12;
      draw(
        [
          { x, y: y - 2, z: -67, radius: 4.2 },
          { x, y: y - 1, z: -62, radius: 4.2 },
        ],
        RIB,
      );
      draw(
        [
          { x: back + side * 12, y: y - 2, z: -80, radius: 4 },
          { x: back + side * 30, y: y - 7, z: -84, radius: 3 },
        ],
        { ...RIB, wall: 0.5 },
      );
    }
    draw(
      [
        { x: back, y: y + 6, z: -95, radius: 3.2 },
        { x: back, y: y + 17, z: -112, radius: 2.6 },
      ],
      RIB,
    );
  }
}

/**
 * Axis of one rib: an arc about the chest's long axis that leaves the spine at the back, rises a little, falls as it
 * turns round the side and ends before the breastbone, its cartilage being as transparent as flesh.
 */
function ribAxis(rib: number, side: number, { ribFall, rotation }: Person): Knot[] {
  const width = CAGE[rib]!;
  const depth = Math.min(98, 40 + rib * 14);
  const drop = (30 + Math.min(rib, 8) * 11) * ribFall;
  const end = rib > 9 ? 0.42 - (rib - 10) * 0.12 : 0.8 - Math.max(0, rib - 5) * 0.07;
  const knots: Knot[] = [];
  const steps = 48;
  for (let step = 0; step <= steps; step += 1) {
    const turn = (0.05 + (end - 0.05) * (step / steps)) * Math.PI;
    const round = (turn / Math.PI) ** 1.45 * 1.45;
    const z = -depth * Math.cos(turn) - 4;
    const y = FIRST + rib * VERTEBRA - 9 * Math.sin(Math.min(1, turn * 1.1) * Math.PI * 0.6) + drop * round;
    // Flattened sides: the cage is no ellipse.
    const x = side * width * Math.sin(turn) ** 0.82 + (rotation * z) / 90;
    const tip = step > steps - 5 ? 1 + 0.03 * (step - steps + 5) : 1;
    knots.push({ x, y, z, radius: (rib < 2 ? 6 : 5.4) * tip });
  }
  return knots;
}

function clavicle(side: number, rotation: number): Knot[] {
  const at = (x: number, y: number, z: number, radius: number): Knot => ({
    x: side * x + rotation,
    y,
    z,
    radius,
  });
  return [
    at(13, -92, 62, 9),
    at(24, -97, 66, 7.5),
    at(55, -106, 70, 6),
    at(95, -117, 52, 5.6),
    at(135, -131, 26, 6),
    at(168, -138, 10, 7),
  ];
}

function bladeRim(side: number): Knot[] {
  const at = (x: number, y: number): Knot => ({ x: side * x, y, z: -85, radius: 3 });
  return [
    at(112, -112),
    at(116, -80),
    at(124, -40),
    at(133, 2),
    at(142, 12),
    at(150, -8),
    at(160, -52),
    at(172, -92),
  ];
}

function bladeSpine(side: number): Knot[] {
  const at = (x: number, y: number, radius: number): Knot => ({ x: side * x, y, z: -85, radius });
  return [at(114, -92, 3), at(140, -112, 4.5), at(170, -132, 6.5), at(186, -134, 6)];
}

function humerus(side: number): Knot[][] {
  const at = (x: number, y: number, z: number, radius: number): Knot => ({ x: side * x, y, z, radius });
  return [[at(196, -96, 0, 18), at(204, -60, 0, 12.5), at(228, 60, 0, 11.5), at(240, 160, 0, 12)]];
}

/** Bodies of the vertebrae: spongy blocks between discs. */
const VERTEBRAE: readonly Ellipsoid[] = Array.from({ length: 15 }, (_, level) => ({
  x: 0,
  y: FIRST + (level - 1) * VERTEBRA,
  z: -55,
  a: 14 + level * 0.35,
  b: 9.6,
  c: 14,
  power: 5,
}));

/** Attenuation that vertebrae and the heads of the arm bones add above soft tissue at a point of the body. */
export function blockExcess(x: number, y: number): number {
  const level = Math.round((y - FIRST) / VERTEBRA) + 1;
  const body = VERTEBRAE[level];
  const head = chord({ x: 191, y: -112, a: 25, b: 26, c: 23 }, Math.abs(x), y);
  const blocks = body ? chord(body, x, y) * 0.45 : 0;
  return (blocks + head) * (MATTER.spongy - MATTER.soft);
}
