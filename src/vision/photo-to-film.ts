import { colourSpread } from "./colour-spread.ts";
import type { Film, Part } from "./film.ts";
import { averageChroma, toEvenGray } from "./gray.ts";
import type { Rectangle } from "./margin-lines.ts";
import { percentilesOf } from "./percentiles.ts";
import type { Plane } from "./resize-plane.ts";
import type { Corners } from "./straighten/corners.ts";
import { calmWaves, wavesOf } from "./straighten/moire.ts";
import { setUpright } from "./straighten/set-upright.ts";
import { spreadGreys } from "./straighten/spread-greys.ts";
import { straighten } from "./straighten/straighten.ts";
import { placesIn } from "./straighten/warp-plane.ts";
import { cutOut, findFilm } from "./trim-margins.ts";
import { lightFaultOf } from "./unfit-photo.ts";

/** A decoded photo: interleaved samples of 8 bits, and one grey plane of the same size. */
export type Photo = { readonly samples: Uint8Array; readonly channels: 1 | 3; readonly plane: Plane };

type FoundFilm = Omit<Film, "source">;

/** Places each way at which a straightened film's colours are looked at. */
const COLOURS = 160;

function coloured(samples: Uint8Array, channels: 1 | 3): Pick<Film, "saturation" | "colourSpread"> {
  return { saturation: averageChroma(samples, channels), colourSpread: colourSpread(samples, channels) };
}

export function wholeOf({ samples, channels, plane }: Photo): FoundFilm {
  return { ...plane, ...coloured(samples, channels) };
}

/** The film that is left of a photo without its even margins. */
export function trimmed({ samples, channels, plane }: Photo): FoundFilm {
  const box = findFilm(plane);
  const shown = cutOut(samples, plane.width, channels, box);
  return {
    ...cutFilm(plane, box),
    ...coloured(shown, channels),
    ...(shown === samples ? {} : { part: partOf(box, plane) }),
  };
}

/**
 * The film in a photo, made straight: found by its outline where that is sure, else less its even margins; washed-out greys spread;
 * then set upright, and positive. An exported film that hangs as it should, in ordinary greys, comes out as `trimmed` gives it, bit
 * for bit. What is too dark or too bright to be read stays so, to be refused for that.
 */
export function straightened(photo: Photo): FoundFilm {
  const film = cutByOutline(photo) ?? withGreysSpread(trimmed(photo));
  const { plane, corrections } = setUpright(film);
  if (corrections.length === 0) return film;
  return { ...film, ...plane, corrections: [...(film.corrections ?? []), ...corrections] };
}

function withGreysSpread(film: FoundFilm): FoundFilm {
  const spread = lightFaultOf(film) ? film : spreadGreys(film);
  if (spread.gray === film.gray) return film;
  const [darkest, brightest] = percentilesOf(film, [0.02, 0.98]) as [number, number];
  return { ...film, ...spread, contrast: brightest - darkest };
}

function cutFilm({ width, gray }: Plane, box: Rectangle): Plane {
  return { width: box.right - box.left, height: box.bottom - box.top, gray: cutOut(gray, width, 1, box) };
}

/** The film that was found in a photo by its outline; undefined where none is sure. */
function cutByOutline(photo: Photo): FoundFilm | undefined {
  const found = straighten({ ...photo.plane, gray: toEvenGray(photo.samples, photo.channels) });
  if (!found) return undefined;
  const { plane, corners, corrections } = found;
  const waves = wavesOf(photo.samples, photo.channels, photo.plane.width, boxAround(corners, photo.plane));
  // What lies within the outline may still have a frame: a screen's dark bars, black paper.
  const box = findFilm(plane, { thin: true });
  const place = placesIn(corners);
  const [left, right] = [box.left / plane.width, box.right / plane.width];
  const [top, bottom] = [box.top / plane.height, box.bottom / plane.height];
  const inner: Corners = [place(left, top), place(right, top), place(right, bottom), place(left, bottom)];
  return {
    ...calmWaves(cutFilm(plane, box), waves),
    ...coloured(samplesWithin(photo, inner), photo.channels),
    ...(waves > 0 ? { waves } : {}),
    part: partOf(boxAround(inner, photo.plane), photo.plane),
    corrections,
  };
}

/** Samples of a grid of places within a film. */
function samplesWithin({ samples, channels, plane }: Photo, corners: Corners): Uint8Array {
  const place = placesIn(corners);
  const out = new Uint8Array(COLOURS * COLOURS * channels);
  for (let row = 0, at = 0; row < COLOURS; row += 1) {
    for (let column = 0; column < COLOURS; column += 1, at += channels) {
      const { x, y } = place((column + 0.5) / COLOURS, (row + 0.5) / COLOURS);
      const inside = (value: number, length: number) => Math.min(Math.max(Math.round(value), 0), length - 1);
      const from = (inside(y, plane.height) * plane.width + inside(x, plane.width)) * channels;
      out.set(samples.subarray(from, from + channels), at);
    }
  }
  return out;
}

function boxAround(corners: Corners, { width, height }: Plane): Rectangle {
  const inside = (value: number, end: number) => Math.min(Math.max(Math.round(value), 0), end);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    left: inside(Math.min(...xs), width - 1),
    top: inside(Math.min(...ys), height - 1),
    right: inside(Math.max(...xs) + 1, width),
    bottom: inside(Math.max(...ys) + 1, height),
  };
}

function partOf({ left, top, right, bottom }: Rectangle, whole: Plane): Part {
  return {
    left: left / whole.width,
    top: top / whole.height,
    width: (right - left) / whole.width,
    height: (bottom - top) / whole.height,
  };
}
