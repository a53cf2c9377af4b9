import type { Random } from "../../core/random.ts";
import { blur, type Canvas, enlarge, reduce } from "./canvas.ts";
import type { Person } from "./person.ts";

/**
 * Exposes a film: attenuation to transmitted intensity by Beer and Lambert's law, scattered light and a blurred focal spot
 * added, quantum noise, then what a digital system does: logarithm, flattening of the slow parts, and a window so that
 * attenuating is bright.
 *
 * @param attenuation line integrals, unit-free; overwritten
 * @param noise scale of the quantum noise; 1 is the exposure's own
 */
export function expose(
  attenuation: Canvas,
  exposure: Person["exposure"],
  random: Random,
  noise: number,
): Uint8Array {
  const { values } = attenuation;
  blur(attenuation, 0.28);
  for (let at = 0; at < values.length; at += 1) values[at] = Math.exp(-values[at]!);
  const scattered = slowPart(attenuation, 34);
  for (let at = 0; at < values.length; at += 1) {
    const light = values[at]! * (1 - exposure.scatter * 0.5) + scattered[at]! * exposure.scatter * 0.12;
    const grain = noise * grainOf(random) * Math.sqrt(light / exposure.photons);
    values[at] = -Math.log(Math.max(light + grain, 1e-4));
  }
  flatten(attenuation, exposure.flatten);
  return window(values, exposure.gamma);
}

/** Noise of mean 0 and variance 1 that is nearly normal, and much cheaper. */
function grainOf(random: Random): number {
  return 2 * (random.next() + random.next() + random.next()) - 3;
}

/** A film blurred by `sigma` millimetres, many pixels wide: computed on a coarse copy. */
function slowPart(film: Canvas, sigma: number): Float32Array {
  const factor = film.width % 4 === 0 && film.height % 4 === 0 ? 4 : 2;
  const coarse = reduce(film, factor);
  blur(coarse, sigma);
  return enlarge(coarse, factor).values;
}

/** What digital systems do to a chest film: slow changes are weakened, fine detail is raised. */
function flatten(film: Canvas, share: number): void {
  const slow = slowPart(film, 26);
  const soft = { ...film, values: film.values.slice() };
  blur(soft, 2.2);
  for (let at = 0; at < film.values.length; at += 1) {
    const value = film.values[at]!;
    film.values[at] = value - share * slow[at]! + 0.5 * (value - soft.values[at]!);
  }
}

/** Grey shares at which the darkest lung and the densest parts land; beyond them the film's toe and shoulder. */
const TOE = 0.2;
const SHOULDER = 0.88;

/** Lays the range between dark lung and dense parts over the straight part of a film's curve. */
function window(values: Float32Array, gamma: number): Uint8Array {
  const sample = Float32Array.from(
    { length: 4096 },
    (_, at) => values[Math.floor((at / 4096) * values.length)]!,
  );
  const sorted = sample.slice().sort();
  // Beside the body there is next to nothing.
  const body = sorted.filter((value) => value > 0.12 * sorted[4055]!);
  const low = body[Math.floor(body.length * 0.08)]!;
  const high = body[Math.floor(body.length * 0.93)]!;
  return Uint8Array.from(values, (value) => {
    const share = (value - low) / (high - low);
    if (share <= 0) return Math.round(255 * TOE * Math.exp((share * (SHOULDER - TOE)) / TOE));
    if (share < 1) return Math.round(255 * (TOE + (SHOULDER - TOE) * share ** gamma));
    return Math.round(
      255 * (1 - (1 - SHOULDER) * Math.exp(((1 - share) * (SHOULDER - TOE)) / (1 - SHOULDER))),
    );
  });
}
