import sharp from "sharp";
import type { Random } from "../../core/random.ts";

export type Colour = readonly [red: number, green: number, blue: number];

/** A colour picture to draw on with rectangles; enough for what stands in for text and screens. */
export type DrawnPicture = {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
};

export function createPicture(width: number, height: number, [red, green, blue]: Colour): DrawnPicture {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) {
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
  }
  return { width, height, pixels };
}

/** Fills a rectangle, its corners cut round by `radius`; what lies outside the picture is left out. */
export function fillBox(
  { width, height, pixels }: DrawnPicture,
  box: { x: number; y: number; width: number; height: number },
  [red, green, blue]: Colour,
  radius = 0,
): void {
  const left = Math.max(0, Math.round(box.x));
  const top = Math.max(0, Math.round(box.y));
  const right = Math.min(width, Math.round(box.x + box.width));
  const bottom = Math.min(height, Math.round(box.y + box.height));
  for (let y = top; y < bottom; y += 1) {
    const v = Math.max(radius - (y + 0.5 - box.y), y + 0.5 - (box.y + box.height - radius), 0);
    for (let x = left; x < right; x += 1) {
      const u = Math.max(radius - (x + 0.5 - box.x), x + 0.5 - (box.x + box.width - radius), 0);
      if (u * u + v * v > radius * radius) continue;
      const at = (y * width + x) * 3;
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
    }
  }
}

/** Writes a line of made-up letters: strokes and bowls that look like print from afar. Returns where it ends. */
export function writeLine(
  picture: DrawnPicture,
  line: { x: number; y: number; width: number; size: number },
  colour: Colour,
  random: Random,
): number {
  const { size } = line;
  const stroke = Math.max(1, size * 0.13);
  let x = line.x;
  let letters = 2 + random.integer(8);
  while (x < line.x + line.width - size * 0.5) {
    if (letters === 0) {
      x += size * 0.4;
      letters = 1 + random.integer(9);
      continue;
    }
    letters -= 1;
    const wide = size * (0.3 + 0.25 * random.next());
    const tall = random.next() < 0.3 ? size * 0.95 : size * 0.62;
    const top = line.y + size - tall;
    fillBox(picture, { x, y: top, width: stroke, height: tall }, colour);
    if (random.next() < 0.6)
      fillBox(
        picture,
        { x: x + wide - stroke, y: line.y + size * 0.38, width: stroke, height: size * 0.62 },
        colour,
      );
    if (random.next() < 0.7)
      fillBox(picture, { x, y: line.y + size * 0.38, width: wide, height: stroke }, colour);
    if (random.next() < 0.5)
      fillBox(picture, { x, y: line.y + size - stroke, width: wide, height: stroke }, colour);
    x += wide + size * 0.14;
  }
  return x;
}

/** The picture as a JPEG, as a phone would have it: turned by a few degrees at most, unevenly lit when a photo. */
export function encodePicture(
  { width, height, pixels }: DrawnPicture,
  options: { turn?: number; blur?: number; quality?: number; background?: Colour } = {},
): Promise<Buffer> {
  const { turn = 0, blur = 0, quality = 85, background = [90, 80, 70] } = options;
  const [r, g, b] = background;
  let image = sharp(pixels, { raw: { width, height, channels: 3 } });
  if (turn) image = image.rotate(turn, { background: { r, g, b } });
  if (blur >= 0.3) image = image.blur(blur);
  return image.jpeg({ quality }).toBuffer();
}
