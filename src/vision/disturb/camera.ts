import sharp from "sharp";
import type { Random } from "../../core/random.ts";

/** Red, green and blue light, 0 for none, 1 for what the camera shows as white; more is cut. */
export type Light = [red: number, green: number, blue: number];

export type Photo = {
  readonly width: number;
  readonly height: number;
  /** Writes the light that comes from a place of the photo. */
  readonly look: (x: number, y: number, light: Light) => void;
  /** Standard deviation of the sensor's noise, in grey levels. */
  readonly grain: number;
  /** Standard deviation of the lens' blur, in pixels, 0.3 or more. */
  readonly blur: number;
  /** Of the JPEG: a phone's after a messenger. */
  readonly quality: number;
};

/** Fills in one light of three colours: a level times a tint. */
export function shine(light: Light, level: number, tint: Light): void {
  light[0] = level * tint[0];
  light[1] = level * tint[1];
  light[2] = level * tint[2];
}

/** Light without a tint. */
export const WHITE: Light = [1, 1, 1];

/** Values of noise that are drawn; rows begin anywhere among them. */
const GRAINS = 1 << 14;

/** Takes a photo: light, noise of the sensor, blur of the lens, JPEG. */
export function takePhoto(photo: Photo, random: Random): Promise<Uint8Array> {
  const { width, height, look, grain, blur, quality } = photo;
  const grains = Float32Array.from({ length: GRAINS }, () => grain * random.normal());
  const pixels = new Uint8ClampedArray(width * height * 3);
  const light: Light = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = random.integer(GRAINS);
    for (let x = 0; x < width; x += 1, at += 3) {
      look(x, y, light);
      const noise = grains[(row + x) & (GRAINS - 1)]!;
      pixels[at] = 255 * light[0] + noise;
      pixels[at + 1] = 255 * light[1] + noise;
      pixels[at + 2] = 255 * light[2] + noise;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(blur)
    .jpeg({ quality })
    .toBuffer();
}

/** The share of light left at a place, in (0, 1]: bright at a point near the middle, falling off from there. @param fall 0 for even */
export function fallOff(
  width: number,
  height: number,
  fall: number,
  random: Random,
): (x: number, y: number) => number {
  const centre = { x: 0.5 + 0.1 * random.normal(), y: 0.5 + 0.1 * random.normal() };
  return (x, y) => {
    const away = (x / width - centre.x) ** 2 + (y / height - centre.y) ** 2;
    return 1 / (1 + 2 * fall * away);
  };
}

/** A colour near white. @param spread how far its red and blue lie from one, about */
export const drawTint = (random: Random, spread: number): Light => [
  1 + spread * random.normal(),
  1,
  1 + 1.6 * spread * random.normal(),
];
