import type { Ellipsoid } from "./ellipsoid.ts";
import type { Person } from "./person.ts";

/**
 * The reference adult's soft organs and lungs, millimetres from the middle of the chest; x to the image's right, which is the
 * patient's left. Sizes: internal chest width 284 mm and transverse heart 132 mm, a cardiothoracic ratio of 0.46
 * (under 0.5: Danzer, Am J Med Sci 1919); lung height, heart, aorta and liver as in ICRP 89's reference adult; the right
 * dome half a rib space above the left.
 */
export type Organs = {
  readonly right: Ellipsoid;
  readonly left: Ellipsoid;
  readonly heart: readonly Ellipsoid[];
  /** Heart, great vessels and what else lies between the lungs. */
  readonly solid: readonly Ellipsoid[];
  readonly domes: { readonly right: Ellipsoid; readonly left: Ellipsoid };
  readonly stomachAir: Ellipsoid | undefined;
  readonly breasts: readonly Ellipsoid[];
};

/** @param enlargement of the heart; 1 is the person's own */
export function organsOf(person: Person, enlargement = 1): Organs {
  const { breath, rotation } = person;
  const size = person.heart * enlargement;
  const lung = { y: 20, a: 71, b: 152, c: 92, z: -2, power: 2.5 };
  const front = rotation;
  const heart: Ellipsoid[] = [
    // Left ventricle, its apex down and to the patient's left, and right atrium.
    { x: 24 * size + front, y: 44, z: 28, a: 64 * size, b: 47 * size, c: 56 * size, turn: 0.62 },
    { x: -9 * size + front, y: 36, z: 22, a: 32 * size, b: 47 * size, c: 52 * size, turn: -0.1 },
    // Left atrial appendage and outflow tract, which straighten the left border.
    { x: 20 + front, y: -6, z: 20, a: 27 * size, b: 34, c: 36, turn: 0.25 },
  ];
  const between: Ellipsoid[] = [
    // Aortic knuckle, pulmonary trunk, superior vena cava, descending aorta.
    { x: 19 + front * 0.3, y: -73, z: -12, a: 19, b: 17, c: 26 },
    { x: 26 + front * 0.6, y: -38, z: 15, a: 19, b: 19, c: 26 },
    { x: -19 + front * 0.5, y: -62, z: 8, a: 11, b: 58, c: 15, power: 2.6 },
    { x: 19 - front * 0.5, y: 30, z: -62, a: 13, b: 118, c: 13, power: 3 },

    { x: 1, y: -20, z: 6, a: 18, b: 190, c: 76, power: 2 },
    { x: 2, y: -112, z: 4, a: 27, b: 92, c: 50, power: 2 },
    { x: 4, y: -20, z: 14, a: 31, b: 74, c: 34, power: 2 },
    { x: 0, y: 60, z: -55, a: 19, b: 230, c: 30, power: 2.2 },
  ];
  return {
    right: { ...lung, x: -71, lean: -0.13 },
    left: { ...lung, x: 71, lean: 0.13 },
    heart,
    solid: [...heart, ...between],
    domes: {
      right: { x: -73, y: 168 - breath, z: 4, a: 77, b: 98, c: 84 },
      left: { x: 73, y: 180 - breath, z: 4, a: 76, b: 98, c: 84 },
    },
    stomachAir: person.stomachAir
      ? {
          x: 62,
          y: 108 - breath,
          z: 20,
          a: 30 * person.stomachAir,
          b: 15 * person.stomachAir,
          c: 24,
          turn: 0.15,
        }
      : undefined,
    breasts: person.breast
      ? [-1, 1].map((side) => ({ x: side * 82 + front, y: 78, a: 68, b: 66, c: person.breast }))
      : [],
  };
}
