import { createRandom } from "../../core/random.ts";
import type { Film } from "../film.ts";
import { type Anatomy, projectChest } from "./chest.ts";
import { expose } from "./exposure.ts";
import type { PhantomFinding, Side } from "./findings.ts";
import { drawPerson } from "./person.ts";

export type PhantomOptions = {
  /** Pixels each way, even; 1024 when not given. */
  readonly size?: number;
  /** Another seed is another person; the same one gives the same film. */
  readonly seed?: number;
  readonly findings?: readonly PhantomFinding[];
  /** Where the findings of one lung lie; drawn by the seed when not given. */
  readonly side?: Side;
  /** Scale of the quantum noise, 0 for none. */
  readonly noise?: number;
};

export type Phantom = {
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
  readonly truth: Anatomy;
};

/**
 * Draws a frontal chest radiograph of a person who does not exist: X-rays through ellipsoids and tubes of lung, flesh and
 * bone, attenuated by Beer and Lambert's law, exposed on a film. For tests, and for trying the service out without
 * anybody's film.
 *
 * @throws {RangeError} when `size` is odd or under 64
 */
export function drawPhantom(options: PhantomOptions = {}): Phantom {
  const { size = 1024, seed = 1, findings = [], noise = 1 } = options;
  if (size < 64 || size % 2 !== 0) throw new RangeError(`phantom size must be even and at least 64: ${size}`);
  const random = createRandom(seed);
  const person = drawPerson(random);
  const drawn: Side = random.next() < 0.5 ? "right" : "left";
  const { attenuation, anatomy } = projectChest(
    person,
    size,
    new Set(findings),
    options.side ?? drawn,
    random,
  );
  return {
    width: size,
    height: size,
    gray: expose(attenuation, person.exposure, random, noise),
    truth: anatomy,
  };
}

/** The phantom as a decoded film. */
export function phantomFilm(options: PhantomOptions = {}): Film {
  const { width, height, gray } = drawPhantom(options);
  return { width, height, gray, source: { format: "png", width, height }, saturation: 0 };
}
