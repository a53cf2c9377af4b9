import { createRandom, type Random } from "../../core/random.ts";
import { unreachable } from "../../core/unreachable.ts";
import type { Film } from "../../vision/film.ts";
import { outOfFocus } from "../../vision/phantom/softness.ts";
import type { CutSide } from "../../vision/screen.ts";
import { cutOut } from "../../vision/trim-margins.ts";

/**
 * Cuts a film off at one side, as a phone held too near does.
 *
 * @param share of its width or height, in [0, 1)
 */
export function cutFilm(film: Film, side: CutSide, share: number): Film {
  const { width, height } = film;
  const across = side === "left" || side === "right";
  const depth = Math.round(share * (across ? width : height));
  const box = { left: 0, top: 0, right: width, bottom: height };
  box[side] += side === "left" || side === "top" ? depth : -depth;
  return {
    ...film,
    width: box.right - box.left,
    height: box.bottom - box.top,
    gray: cutOut(film.gray, width, 1, box),
  };
}

/** A film seen from behind: side views face either way. */
export function mirrored(film: Film): Film {
  const { width } = film;
  const gray = film.gray.map((_, at) => film.gray[at - (at % width) + (width - 1 - (at % width))]!);
  return { ...film, gray };
}

/** What can be wrong with how a film was photographed, apart from its framing. */
export const FLAWS = ["glare", "too-bright", "too-dark", "blurred"] as const;
export type Flaw = (typeof FLAWS)[number];

const relight = (film: Film, level: (gray: number, x: number, y: number) => number): Film => ({
  ...film,
  gray: film.gray.map((gray, at) =>
    Math.max(0, Math.min(255, level(gray, at % film.width, Math.floor(at / film.width)))),
  ),
});

/** A lamp's or a flash's reflection over one lung: burnt out to 12 to 16 % of the longer side from its middle, and fading. */
function underGlare(film: Film, random: Random): Film {
  const side = Math.max(film.width, film.height);
  const radius = (0.12 + 0.04 * random.next()) * side;
  const x0 = film.width * ((random.next() < 0.5 ? 0.28 : 0.72) + 0.04 * (random.next() - 0.5));
  const y0 = film.height * (0.35 + 0.15 * random.next());
  return relight(film, (gray, x, y) => {
    const beyond = (Math.hypot(x - x0, y - y0) - radius) / (0.5 * radius);
    const light = Math.min(1, Math.max(0, 1 - beyond));
    return gray + (255 - gray) * light;
  });
}

/** Photographs a film badly: seeded, and so badly that a person would send another photo. */
export async function flawedFilm(film: Film, flaw: Flaw, seed: number): Promise<Film> {
  const random = createRandom(seed);
  const strength = random.next();
  switch (flaw) {
    case "glare":
      return underGlare(film, random);
    case "too-bright":
      // Light on the film: a tenth to a fifteenth of its contrast is left.
      return relight(film, (gray) => 255 - (255 - gray) * (0.1 - 0.03 * strength));
    case "too-dark":
      return relight(film, (gray) => gray * (0.24 - 0.08 * strength));
    case "blurred":
      return outOfFocus(film, 0.025 + 0.01 * strength);
    default:
      return unreachable(flaw);
  }
}
