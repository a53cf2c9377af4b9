import type { Random } from "../../core/random.ts";
import { invert, project, squareToQuad } from "../homography.ts";
import { placeFilm } from "../phantom/photographed-film.ts";
import type { Plane } from "../resize-plane.ts";
import { drawTint, fallOff, shine, takePhoto, WHITE } from "./camera.ts";
import { frameFor, hangFilm } from "./hang-film.ts";
import { atLevel, type Level, type PerLevel } from "./level.ts";

/**
 * Of our own choosing, from photos of viewing stations. `stripes`: how much darker the gaps between the screen's pixels are, in
 * [0, 1]; `glow`: what the backlight leaves of black; `fall`: of a screen seen from the side.
 */
const LEVEL: PerLevel<{
  fill: number;
  turn: number;
  lean: number;
  stripes: number;
  glow: number;
  fall: number;
}> = [
  { fill: 1, turn: 1, lean: 2, stripes: 0.06, glow: 0.02, fall: 0.1 },
  { fill: 0.92, turn: 2, lean: 6, stripes: 0.15, glow: 0.04, fall: 0.25 },
  { fill: 0.82, turn: 4, lean: 12, stripes: 0.3, glow: 0.07, fall: 0.5 },
  { fill: 0.72, turn: 7, lean: 18, stripes: 0.45, glow: 0.1, fall: 0.8 },
];

/**
 * A film on a monitor, photographed: the screen's pixels, red, green and blue side by side, against those of the camera make
 * coloured waves; black beside the film, a dark bezel, the room behind; the screen leaning, dimmer towards one side.
 */
export function screenPhoto(film: Plane, level: Level, random: Random): Promise<Uint8Array> {
  const { fill, turn, lean, stripes, glow, fall } = atLevel(LEVEL, level);
  const { width, height } = frameFor(film);
  const corners = hangFilm(film, { width, height }, { fill, turn, lean }, random);
  const placed = placeFilm(film, corners);
  const toFilm = invert(squareToQuad(corners));
  const [p0, p1] = corners;
  // Close to the camera's own pixels, so that the two beat.
  const columns = Math.hypot(p1.x - p0.x, p1.y - p0.y) * (0.8 + 0.35 * random.next());
  const rows = columns * (film.height / film.width);
  const beside = { side: 0.02 + 0.25 * random.next(), end: 0.01 + 0.03 * random.next() };
  const bezel = { width: 0.03 + 0.04 * random.next(), level: 0.03 + 0.06 * random.next() };
  const room = 0.1 + 0.4 * random.next();
  const light = fallOff(width, height, fall, random);
  const tint = drawTint(random, 0.04);
  const exposure = 0.8 + 0.2 * random.next();
  const gap = (place: number) => 1 - (stripes / 2) * (1 + Math.cos(2 * Math.PI * place));
  return takePhoto(
    {
      width,
      height,
      look: (x, y, seen) => {
        const { x: u, y: v } = project(toFilm, x + 0.5, y + 0.5);
        const beyond = Math.max(Math.abs(u - 0.5) - 0.5 - beside.side, Math.abs(v - 0.5) - 0.5 - beside.end);
        if (beyond > 0) {
          shine(seen, beyond < bezel.width ? bezel.level : room, WHITE);
          return;
        }
        const shown = glow + (1 - glow) * (placed(x, y) ?? 0);
        const lit = exposure * light(x, y) * shown;
        const row = 1 - (stripes / 2) * (1 + Math.cos(2 * Math.PI * v * rows)) * 0.5;
        shine(seen, lit * row, tint);
        // The three colours of a screen's pixel lie a third of it apart.
        const place = u * columns;
        seen[0] *= gap(place);
        seen[1] *= gap(place + 1 / 3);
        seen[2] *= gap(place + 2 / 3);
      },
      grain: 1 + 0.5 * level,
      blur: 0.4 + 0.1 * level,
      quality: 85 - 3 * level,
    },
    random,
  );
}
