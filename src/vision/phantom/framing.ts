import sharp from "sharp";
import { createRandom, type Random } from "../../core/random.ts";
import type { Film } from "../film.ts";
import type { Point } from "../homography.ts";
import { placeFilm } from "./photographed-film.ts";

/** Width to height of a phone's photo: upright, tall as a screen, wide. */
const FRAMES = { "3:4": 3 / 4, "9:16": 9 / 16, "4:3": 4 / 3 } as const;
export type FrameShape = keyof typeof FRAMES;

/** What lies around a film: a dark room, a wall or a table, a light box. Grey levels of 255. */
const SURROUNDS = { dark: [0, 45], grey: [70, 140], bright: [190, 255] } as const;
export type Surround = keyof typeof SURROUNDS;

export type Framing = {
  readonly shape: FrameShape;
  readonly surround: Surround;
  /** Share of the photo that the film fills, in the direction in which it fills more; in (0, 1]. */
  readonly fill: number;
};

/** Longest side of a photo after a messenger, and of one that was never large. */
const SIDE = { largest: 1280, smallest: 720 } as const;
/** Share of a photo that the film fills at least. */
const LEAST_FILL = 0.6;

const pick = <T>(random: Random, choices: readonly T[]) => choices[random.integer(choices.length)]!;

/** A framing drawn at random. */
function drawFraming(seed: number): Framing {
  const random = createRandom(seed);
  return {
    shape: pick(random, Object.keys(FRAMES) as FrameShape[]),
    surround: pick(random, Object.keys(SURROUNDS) as Surround[]),
    // Many people fill the frame.
    fill: random.next() < 0.3 ? 1 : LEAST_FILL + (1 - LEAST_FILL) * random.next(),
  };
}

/**
 * A film as a phone frames it, as a JPEG: its own light, an even surround that is seen above and below or beside it, hung
 * straight to a degree and not quite in the middle, corners darkened by the lens, the camera's noise. The same film and seed
 * give the same photo.
 *
 * @param framing drawn from the seed when not given
 */
export async function inFrame(
  film: Film,
  seed: number,
  framing: Framing = drawFraming(seed),
): Promise<Uint8Array> {
  const random = createRandom(seed + 1_000_003);
  const aspect = FRAMES[framing.shape];
  const long = Math.min(Math.max(Math.max(film.width, film.height) * 1.25, SIDE.smallest), SIDE.largest);
  const width = Math.round(aspect < 1 ? long * aspect : long);
  const height = Math.round(aspect < 1 ? long : long / aspect);
  const placed = placeFilm(film, hang(film, { width, height }, framing.fill, random));
  const [darkest, brightest] = SURROUNDS[framing.surround];
  const surround = (darkest + (brightest - darkest) * random.next()) / 255;
  const exposure = 0.8 + 0.2 * random.next();
  const fall = 0.3 * random.next();
  const grain = 1 + 3 * random.next();
  const pixels = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const away = (x / width - 0.5) ** 2 + (y / height - 0.5) ** 2;
      const lens = 1 / (1 + 2 * fall * away);
      const level = 255 * lens * ((placed(x, y) ?? surround / exposure) * exposure);
      pixels[at] = Math.min(Math.max(level + grain * random.normal(), 0), 255);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .blur(0.4 + 0.4 * random.next())
    .jpeg({ quality: 75 + random.integer(20) })
    .toBuffer();
}

type Size = { readonly width: number; readonly height: number };

/** The film's corners: as large as `fill` lets it, turned by half a degree or so, off the middle where there is room. */
function hang(film: Size, photo: Size, fill: number, random: Random): [Point, Point, Point, Point] {
  const scale = fill * Math.min(photo.width / film.width, photo.height / film.height);
  const [width, height] = [film.width * scale, film.height * scale];
  // Turned, a film that fills the photo would be cut.
  const turn = fill < 1 ? random.normal() * 0.008 : 0;
  const off = (room: number) => (random.next() - 0.5) * 0.5 * room;
  const middle = {
    x: photo.width / 2 + off(photo.width - width),
    y: photo.height / 2 + off(photo.height - height),
  };
  const corner = (x: number, y: number): Point => ({
    x: middle.x + x * width * Math.cos(turn) - y * height * Math.sin(turn),
    y: middle.y + x * width * Math.sin(turn) + y * height * Math.cos(turn),
  });
  return [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5)];
}
