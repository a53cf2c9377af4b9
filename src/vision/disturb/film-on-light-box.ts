import type { Random } from "../../core/random.ts";
import { invert, project, squareToQuad } from "../homography.ts";
import { placeFilm } from "../phantom/photographed-film.ts";
import type { Plane } from "../resize-plane.ts";
import { drawTint, fallOff, shine, takePhoto } from "./camera.ts";
import { frameFor, hangFilm } from "./hang-film.ts";
import { atLevel, type Level, type PerLevel } from "./level.ts";

/** Of our own choosing, from photos of films on light boxes; `fall` is the light's, `veil` what stray light leaves of black. */
const LEVEL: PerLevel<{ fill: number; turn: number; lean: number; fall: number; veil: number }> = [
  { fill: 0.95, turn: 1, lean: 2, fall: 0.15, veil: 0.02 },
  { fill: 0.88, turn: 3, lean: 6, fall: 0.35, veil: 0.05 },
  { fill: 0.78, turn: 6, lean: 12, fall: 0.7, veil: 0.09 },
  { fill: 0.68, turn: 10, lean: 18, fall: 1.2, veil: 0.14 },
];

/**
 * A film clipped to a light box and photographed in a dim room: the lit panel around the film, the box's dark rim beyond, the
 * light falling off, the film leaning and turned.
 */
export function filmOnLightBox(film: Plane, level: Level, random: Random): Promise<Uint8Array> {
  const { fill, turn, lean, fall, veil } = atLevel(LEVEL, level);
  const { width, height } = frameFor(film);
  const corners = hangFilm(film, { width, height }, { fill, turn, lean }, random);
  const placed = placeFilm(film, corners);
  const toFilm = invert(squareToQuad(corners));
  const panel = { side: 0.06 + 0.2 * random.next(), end: 0.04 + 0.12 * random.next() };
  const light = fallOff(width, height, fall, random);
  const tint = drawTint(random, 0.03);
  const exposure = 0.8 + 0.2 * random.next();
  const room = 0.05 + 0.15 * random.next();
  const rim = 0.03 + 0.1 * random.next();
  return takePhoto(
    {
      width,
      height,
      look: (x, y, seen) => {
        const shown = placed(x, y);
        let lit: number;
        if (shown !== undefined) lit = exposure * light(x, y) * (veil + (1 - veil) * shown);
        else {
          const { x: u, y: v } = project(toFilm, x, y);
          const beyond = Math.max(Math.abs(u - 0.5) - 0.5 - panel.side, Math.abs(v - 0.5) - 0.5 - panel.end);
          // The box's rim is a hand wide.
          if (beyond <= 0) lit = exposure * light(x, y);
          else lit = beyond < 0.08 ? rim : room;
        }
        shine(seen, lit, tint);
      },
      grain: 1.5 + level,
      blur: 0.5 + 0.15 * level,
      quality: 85 - 3 * level,
    },
    random,
  );
}
