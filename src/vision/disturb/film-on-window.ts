import type { Random } from "../../core/random.ts";
import { placeFilm } from "../phantom/photographed-film.ts";
import { createNoise } from "../phantom/texture.ts";
import type { Plane } from "../resize-plane.ts";
import { fallOff, type Light, shine, takePhoto } from "./camera.ts";
import { type Corners, frameFor, hangFilm } from "./hang-film.ts";
import { atLevel, type Level, type PerLevel } from "./level.ts";

/**
 * Of our own choosing, from photos of films held against windows. `outside`: how much what lies outside shines through the film,
 * in [0, 1]; `reflection`: light of the room in the film, of 1.
 */
const LEVEL: PerLevel<{
  fill: number;
  turn: number;
  lean: number;
  outside: number;
  reflection: number;
  veil: number;
}> = [
  { fill: 0.95, turn: 2, lean: 3, outside: 0.15, reflection: 0.03, veil: 0.03 },
  { fill: 0.88, turn: 5, lean: 8, outside: 0.3, reflection: 0.08, veil: 0.06 },
  { fill: 0.78, turn: 8, lean: 14, outside: 0.5, reflection: 0.15, veil: 0.1 },
  { fill: 0.68, turn: 12, lean: 20, outside: 0.75, reflection: 0.25, veil: 0.15 },
];

/**
 * A film held against a window: sky above and dark ground below, seen beside the film and, blurred, through it; a bar of the
 * window; lamps of the room mirrored in the film; a thumb over its lower corner; the photo's corners darker.
 */
export function filmOnWindow(film: Plane, level: Level, random: Random): Promise<Uint8Array> {
  const { fill, turn, lean, outside, reflection, veil } = atLevel(LEVEL, level);
  const { width, height } = frameFor(film);
  const corners = hangFilm(film, { width, height }, { fill, turn, lean }, random);
  const placed = placeFilm(film, corners);
  const view = drawView(width, height, random);
  const lamps = drawLamps(width, height, random);
  const thumb = drawThumb(corners, random);
  const lens = fallOff(width, height, 0.2 * level, random);
  const exposure = 0.85 + 0.15 * random.next();
  const beside: Light = [0, 0, 0];
  return takePhoto(
    {
      width,
      height,
      look: (x, y, seen) => {
        const shown = placed(x, y);
        const lit = exposure * lens(x, y);
        const covered = thumb(x, y);
        if (covered > 0) {
          seen[0] = 0.6 * covered * lit;
          seen[1] = 0.42 * covered * lit;
          seen[2] = 0.34 * covered * lit;
          return;
        }
        view(x, y, beside);
        if (shown === undefined) {
          shine(seen, lit, beside);
          return;
        }
        const through = veil + (1 - veil) * shown;
        const mirrored = reflection * lamps(x, y);
        const own = lit * through;
        seen[0] = own * (1 - outside + outside * beside[0]) + mirrored;
        seen[1] = own * (1 - outside + outside * beside[1]) + mirrored;
        seen[2] = own * (1 - outside + outside * beside[2]) + mirrored;
      },
      grain: 1 + level,
      blur: 0.5 + 0.2 * level,
      quality: 85 - 3 * level,
    },
    random,
  );
}

/** What lies outside: a bright sky that darkens upwards, ground with houses or trees, one bar of the window. */
function drawView(width: number, height: number, random: Random) {
  const noise = createNoise(random);
  const horizon = (0.55 + 0.35 * random.next()) * height;
  const ground = 0.25 + 0.3 * random.next();
  const green = 0.9 + 0.25 * random.next();
  const bar = { x: random.next() * width, wide: (0.02 + 0.03 * random.next()) * width };
  return (x: number, y: number, light: Light): void => {
    if (Math.abs(x - bar.x) < bar.wide) {
      light[0] = light[1] = light[2] = 0.3;
      return;
    }
    const rough = noise((x / width) * 12, (y / width) * 12);
    // The edge between sky and ground is uneven and soft.
    const above = (horizon - y) / (0.04 * height) + 3 * (rough - 0.5);
    const sky = 1 / (1 + Math.exp(-above));
    const cloud = 0.92 + 0.12 * noise((x / width) * 3 + 20, (y / width) * 3) - (0.1 * (horizon - y)) / height;
    const dark = ground * (0.5 + rough);
    light[0] = sky * cloud * 0.97 + (1 - sky) * dark;
    light[1] = sky * cloud + (1 - sky) * dark * green;
    light[2] = sky * cloud * 1.04 + (1 - sky) * dark * 0.8;
  };
}

/** Soft round lights of the room, each 1 at its middle. */
function drawLamps(width: number, height: number, random: Random) {
  const lamps = Array.from({ length: 1 + random.integer(3) }, () => ({
    x: random.next() * width,
    y: random.next() * height,
    radius: (0.06 + 0.14 * random.next()) * width,
  }));
  return (x: number, y: number): number => {
    let sum = 0.3;
    for (const lamp of lamps) {
      const away = ((x - lamp.x) ** 2 + (y - lamp.y) ** 2) / lamp.radius ** 2;
      if (away < 9) sum += Math.exp(-away);
    }
    return sum;
  };
}

/** A thumb over the middle of the film's lower left or right rim; how brightly it is lit, 0 beside it. */
function drawThumb([, , right, left]: Corners, random: Random) {
  const share = random.next() < 0.5 ? 0.06 : 0.94;
  const tip = { x: left.x + (right.x - left.x) * share, y: left.y + (right.y - left.y) * share };
  const wide = 0.035 * Math.hypot(right.x - left.x, right.y - left.y);
  return (x: number, y: number): number => {
    const across = (x - tip.x) / wide;
    const up = (tip.y - y) / wide;
    // The tip is round and reaches a thumb's width onto the film; below it the thumb goes on.
    const edge = up > 0 ? across * across + (up / 1.6) ** 2 : across * across;
    return edge < 1 ? 1 - 0.5 * edge : 0;
  };
}
