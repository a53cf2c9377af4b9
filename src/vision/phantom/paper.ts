import type { Random } from "../../core/random.ts";
import {
  type Colour,
  createPicture,
  type DrawnPicture,
  encodePicture,
  fillBox,
  writeLine,
} from "./picture.ts";
import { createNoise } from "./texture.ts";

/** A sheet of paper with print: a letter, a form with ruled lines, or a report with a table. */
export function drawDocument(random: Random): Promise<Uint8Array> {
  const width = 620 + random.integer(240);
  const height = Math.round(width * (1.25 + 0.2 * random.next()));
  const tone = 215 + random.integer(38);
  const picture = createPicture(width, height, [tone, tone - random.integer(6), tone - random.integer(22)]);
  const ink: Colour = random.next() < 0.8 ? [35, 35, 40] : [40, 50, 120];
  const margin = width * (0.06 + 0.06 * random.next());
  const size = 9 + random.integer(9);
  let y = margin;
  if (random.next() < 0.7) {
    writeLine(picture, { x: margin, y, width: width * 0.5, size: size * 2 }, ink, random);
    y += size * 4;
  }
  while (y < height - margin - size) {
    const kind = random.next();
    if (kind < 0.06) y = drawTable(picture, { x: margin, y, width: width - 2 * margin, size }, ink, random);
    else if (kind < 0.1) {
      const dark = 60 + random.integer(120);
      const box = { x: margin + random.integer(80), y, width: width * 0.3, height: size * 8 };
      fillBox(picture, box, [dark, dark, dark + 10]);
      y += size * 9;
    } else if (kind < 0.2) y += size * 1.5;
    else {
      const share = kind < 0.35 ? 0.3 + 0.6 * random.next() : 1;
      writeLine(picture, { x: margin, y, width: (width - 2 * margin) * share, size }, ink, random);
      y += size * 1.7;
    }
  }
  shade(picture, random);
  return encodePicture(picture, {
    turn: random.normal() * 2,
    blur: 0.4 + 0.6 * random.next(),
    quality: 70 + random.integer(20),
    background: [60 + random.integer(120), 60 + random.integer(100), 50 + random.integer(90)],
  });
}

function drawTable(
  picture: DrawnPicture,
  place: { x: number; y: number; width: number; size: number },
  ink: Colour,
  random: Random,
): number {
  const rows = 3 + random.integer(6);
  const columns = 2 + random.integer(4);
  const row = place.size * 2;
  for (let line = 0; line <= rows; line += 1) {
    fillBox(picture, { x: place.x, y: place.y + line * row, width: place.width, height: 1 }, ink);
  }
  for (let column = 0; column <= columns; column += 1) {
    const x = place.x + (column * place.width) / columns;
    fillBox(picture, { x, y: place.y, width: 1, height: rows * row }, ink);
    for (let line = 0; line < rows && column < columns; line += 1) {
      const width = (place.width / columns) * (0.3 + 0.5 * random.next());
      writeLine(
        picture,
        { x: x + 5, y: place.y + line * row + place.size * 0.5, width, size: place.size },
        ink,
        random,
      );
    }
  }
  return place.y + (rows + 1) * row;
}

/** Light that falls unevenly on the sheet. */
function shade({ width, height, pixels }: DrawnPicture, random: Random): void {
  const noise = createNoise(random);
  const depth = 0.5 * random.next();
  for (let at = 0; at < width * height; at += 1) {
    const light = 1 - depth * noise(((at % width) / width) * 2, (Math.floor(at / width) / height) * 2);
    for (let colour = 0; colour < 3; colour += 1) pixels[at * 3 + colour] = pixels[at * 3 + colour]! * light;
  }
}
