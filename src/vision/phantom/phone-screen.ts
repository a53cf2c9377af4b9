import type { Random } from "../../core/random.ts";
import {
  type Colour,
  createPicture,
  type DrawnPicture,
  encodePicture,
  fillBox,
  writeLine,
} from "./picture.ts";

/** A phone's screenshot: a chat, a list, or tiles; light or dark. */
export function drawScreenshot(random: Random): Promise<Uint8Array> {
  const width = 480 + random.integer(260);
  const height = Math.round(width * (1.7 + 0.5 * random.next()));
  const dark = random.next() < 0.4;
  const ground: Colour = dark ? [22, 24, 28] : [240, 240, 244];
  const ink: Colour = dark ? [210, 212, 216] : [40, 42, 48];
  const accent: Colour = [40 + random.integer(180), 40 + random.integer(180), 40 + random.integer(180)];
  const picture = createPicture(width, height, ground);
  const unit = width / 24;
  fillBox(picture, { x: 0, y: 0, width, height: unit * 3.6 }, random.next() < 0.6 ? accent : ground);
  writeLine(picture, { x: unit, y: unit * 0.4, width: unit * 3, size: unit * 0.6 }, ink, random);
  writeLine(picture, { x: unit * 3, y: unit * 1.9, width: unit * 10, size: unit * 0.9 }, ink, random);
  const body = { from: unit * 4.4, to: height - unit * 3 };
  const kind = random.integer(3);
  if (kind === 0) drawChat(picture, unit, body, { dark, ink, accent }, random);
  else if (kind === 1) drawList(picture, unit, body, { dark, ink, accent }, random);
  else drawTiles(picture, unit, body, { dark, ink, accent }, random);
  fillBox(
    picture,
    { x: 0, y: height - unit * 2.4, width, height: unit * 2.4 },
    dark ? [10, 10, 12] : [252, 252, 252],
  );
  for (let button = 0; button < 4; button += 1) {
    const box = {
      x: unit * (3 + button * 5.4),
      y: height - unit * 1.8,
      width: unit * 1.2,
      height: unit * 1.2,
    };
    fillBox(picture, box, button === 0 ? accent : [140, 140, 146], unit * 0.4);
  }
  return encodePicture(picture, { quality: 75 + random.integer(20) });
}

type Span = { readonly from: number; readonly to: number };
type Theme = { readonly dark: boolean; readonly ink: Colour; readonly accent: Colour };

function drawChat(
  picture: DrawnPicture,
  unit: number,
  { from, to }: Span,
  theme: Theme,
  random: Random,
): void {
  for (let y = from; y < to; ) {
    const lines = 1 + random.integer(4);
    const width = unit * (6 + random.integer(11));
    const mine = random.next() < 0.5;
    const x = mine ? picture.width - width - unit : unit;
    const height = lines * unit * 1.4 + unit;
    const other: Colour = theme.dark ? [48, 50, 56] : [255, 255, 255];
    fillBox(picture, { x, y, width, height }, mine ? theme.accent : other, unit * 0.6);
    for (let line = 0; line < lines; line += 1) {
      const share = line === lines - 1 ? 0.3 + 0.6 * random.next() : 0.95;
      const place = {
        x: x + unit * 0.6,
        y: y + unit * (0.6 + line * 1.4),
        width: (width - unit) * share,
        size: unit * 0.85,
      };
      writeLine(picture, place, theme.ink, random);
    }
    y += height + unit * 0.6;
  }
}

function drawList(
  picture: DrawnPicture,
  unit: number,
  { from, to }: Span,
  theme: Theme,
  random: Random,
): void {
  for (let y = from; y < to; y += unit * 3.4) {
    const face: Colour = [random.integer(256), random.integer(256), random.integer(256)];
    fillBox(picture, { x: unit, y, width: unit * 2.4, height: unit * 2.4 }, face, unit * 1.2);
    writeLine(
      picture,
      { x: unit * 4.4, y: y + unit * 0.2, width: unit * (5 + random.integer(9)), size: unit },
      theme.ink,
      random,
    );
    const pale: Colour = [130, 130, 136];
    writeLine(
      picture,
      { x: unit * 4.4, y: y + unit * 1.5, width: unit * (8 + random.integer(9)), size: unit * 0.75 },
      pale,
      random,
    );
    fillBox(picture, { x: unit * 4.4, y: y + unit * 2.9, width: unit * 19, height: 1 }, [128, 128, 128]);
  }
}

function drawTiles(
  picture: DrawnPicture,
  unit: number,
  { from, to }: Span,
  theme: Theme,
  random: Random,
): void {
  const columns = 2 + random.integer(3);
  const side = (picture.width - unit) / columns;
  for (let y = from; y < to; y += side * 1.15) {
    for (let column = 0; column < columns; column += 1) {
      const x = unit * 0.5 + column * side;
      const tile: Colour = [random.integer(256), random.integer(256), random.integer(256)];
      fillBox(picture, { x: x + 3, y, width: side - 6, height: side * 0.85 }, tile, unit * 0.5);
      writeLine(
        picture,
        { x: x + 4, y: y + side * 0.9, width: side * 0.6, size: unit * 0.7 },
        theme.ink,
        random,
      );
    }
  }
}
