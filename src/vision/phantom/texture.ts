import type { Random } from "../../core/random.ts";
import { createPicture, type DrawnPicture, encodePicture } from "./picture.ts";

/** Smooth noise in [0, 1] with a feature a unit, repeating after 64 units. */
export function createNoise(random: Random): (x: number, y: number) => number {
  const lattice = Float32Array.from({ length: 64 * 64 }, () => random.next());
  const at = (x: number, y: number) => lattice[(y & 63) * 64 + (x & 63)]!;
  const ease = (t: number) => t * t * (3 - 2 * t);
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const u = ease(x - left);
    const v = ease(y - top);
    const above = at(left, top) + (at(left + 1, top) - at(left, top)) * u;
    const below = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * u;
    return above + (below - above) * v;
  };
}

/** Noise of many sizes: clouds, plaster, sand or snow on a screen. */
export function drawNoise(random: Random): Promise<Uint8Array> {
  const noise = createNoise(random);
  const size = 3 + random.integer(40);
  const fine = random.next();
  const colourful = random.next() < 0.5 ? 0 : 60 * random.next();
  const middle = 60 + random.integer(140);
  const depth = 40 + random.integer(160);
  const tint = [random.normal(), random.normal(), random.normal()];
  return render(random, (u, v) => {
    let value = 0;
    for (let octave = 0; octave < 5; octave += 1) {
      value += (noise(u * size * 2 ** octave, v * size * 2 ** octave) - 0.5) * (0.3 + 0.7 * fine) ** octave;
    }
    const level = middle + depth * value;
    return [level + colourful * tint[0]!, level + colourful * tint[1]!, level + colourful * tint[2]!];
  });
}

/** Boards: brown, with rings stretched along the grain. */
export function drawWood(random: Random): Promise<Uint8Array> {
  const noise = createNoise(random);
  const rings = 6 + random.integer(20);
  const boards = 1 + random.integer(5);
  const tone = 0.5 + 0.5 * random.next();
  return render(random, (u, v) => {
    const board = Math.floor(u * boards);
    const gap = u * boards - board < 0.015 ? 0.35 : 1;
    const bend = noise(u * 3 + board * 7, v * 0.7 + board * 13);
    const ring = 0.5 + 0.5 * Math.sin((bend * rings + u * 4) * Math.PI * 2);
    const grain = noise(u * 60, v * 3 + board * 5);
    const light = tone * gap * (0.55 + 0.25 * ring + 0.2 * grain + 0.1 * noise(board, board));
    return [225 * light, 165 * light, 105 * light];
  });
}

/** Cloth: threads over and under, folds, a pattern at times. */
export function drawFabric(random: Random): Promise<Uint8Array> {
  const noise = createNoise(random);
  const threads = 40 + random.integer(90);
  const colour = [80 + random.integer(170), 80 + random.integer(170), 80 + random.integer(170)];
  const stripes = random.next() < 0.5 ? 2 + random.integer(8) : 0;
  const fold = 0.5 * random.next();
  return render(random, (u, v) => {
    const warp = Math.sin(u * threads * Math.PI * 2);
    const weft = Math.sin(v * threads * Math.PI * 2);
    const over = (Math.floor(u * threads) + Math.floor(v * threads)) % 2 === 0 ? warp : weft;
    const folds = 1 - fold * noise(u * 3 + v, v * 4 - u);
    const stripe = stripes && Math.floor((u + v * 0.1) * stripes * 2) % 2 === 0 ? 0.55 : 1;
    const light = folds * stripe * (0.78 + 0.16 * over + 0.1 * noise(u * 50, v * 50));
    return [colour[0]! * light, colour[1]! * light, colour[2]! * light];
  });
}

/** Renders a colour by place, as a photo of a random shape with lens fall-off and grain. */
function render(random: Random, at: (u: number, v: number) => [number, number, number]): Promise<Buffer> {
  const width = 420 + random.integer(420);
  const height = 420 + random.integer(420);
  const picture: DrawnPicture = createPicture(width, height, [0, 0, 0]);
  const fall = 0.4 * random.next();
  const grain = 6 * random.next();
  for (let y = 0, index = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 3) {
      const u = x / width;
      const v = y / height;
      const light = 1 - fall * ((u - 0.5) ** 2 + (v - 0.5) ** 2) * 2;
      const noise = grain * random.normal();
      const colour = at(u, v);
      for (let channel = 0; channel < 3; channel += 1) {
        picture.pixels[index + channel] = Math.min(Math.max(colour[channel]! * light + noise, 0), 255);
      }
    }
  }
  return encodePicture(picture, { quality: 70 + random.integer(25) });
}
