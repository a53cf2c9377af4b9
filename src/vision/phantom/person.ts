import type { Random } from "../../core/random.ts";
import type { Knot } from "./tube.ts";

/** What tells one phantom's body and film from another's; lengths in millimetres, angles in radians. */
export type Person = {
  /** Scale of the reference adult across, along and in depth. */
  readonly across: number;
  readonly along: number;
  readonly deep: number;
  /** How the body stands on the film. */
  readonly tilt: number;
  readonly shift: { readonly x: number; readonly y: number };
  /** Turn about the long axis: the front moves against the back by this much. */
  readonly rotation: number;
  /** Height of the diaphragm's domes above the reference; a deep breath is negative. */
  readonly breath: number;
  readonly heart: number;
  /** Half-depth of the breasts' shadow, 0 for none. */
  readonly breast: number;
  /** How steeply the ribs fall. */
  readonly ribFall: number;
  readonly stomachAir: number;
  /** Width of the film. */
  readonly field: number;
  /** Exposure and processing. */
  readonly exposure: {
    readonly photons: number;
    readonly scatter: number;
    readonly flatten: number;
    readonly gamma: number;
  };
};

/** A grown person drawn from a stream of random numbers. */
export function drawPerson(random: Random): Person {
  const around = (middle: number, spread: number) => middle + spread * (2 * random.next() - 1);
  return {
    across: around(1, 0.09),
    along: around(1, 0.09),
    deep: around(1, 0.18),
    tilt: around(0, 0.05),
    shift: { x: around(0, 9), y: around(2, 9) },
    rotation: around(0, 7),
    breath: around(0, 11),
    heart: around(1, 0.08),
    breast: random.next() < 0.45 ? around(20, 10) : 0,
    ribFall: around(1, 0.18),
    stomachAir: random.next() < 0.7 ? around(1, 0.4) : 0,
    field: around(376, 26),
    exposure: {
      photons: around(52000, 24000),
      scatter: around(0.28, 0.1),
      flatten: around(0.42, 0.12),
      gamma: around(1, 0.16),
    },
  };
}

/** Carries points between a person's body, measured as the reference adult's, and the film. */
export type Pose = {
  toBody(x: number, y: number): { readonly x: number; readonly y: number };
  toFilm(knot: Knot): Knot;
};

export function createPose({ across, along, tilt, shift }: Person): Pose {
  const cos = Math.cos(tilt);
  const sin = Math.sin(tilt);
  return {
    toBody: (x, y) => {
      const right = x - shift.x;
      const down = y - shift.y;
      return { x: (right * cos + down * sin) / across, y: (down * cos - right * sin) / along };
    },
    toFilm: (knot) => {
      const right = knot.x * across;
      const down = knot.y * along;
      return { ...knot, x: right * cos - down * sin + shift.x, y: right * sin + down * cos + shift.y };
    },
  };
}
