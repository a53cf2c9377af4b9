/** A picture in the making: row-major red, green, blue. */
export type Canvas = { readonly width: number; readonly height: number; readonly rgb: Uint8Array };

export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };
export type Box = Point & Size;
export type Colour = readonly [red: number, green: number, blue: number];

/** Coverage of lettering: row-major, 0 = none, 255 = whole pixel. */
export type Mask = Size & { readonly coverage: Uint8Array };

export function createCanvas({ width, height }: Size, [red, green, blue]: Colour): Canvas {
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < rgb.length; at += 3) {
    rgb[at] = red;
    rgb[at + 1] = green;
    rgb[at + 2] = blue;
  }
  return { width, height, rgb };
}

/** Copies a grey plane into the canvas; the box must lie within it. */
export function pasteGray(canvas: Canvas, gray: Uint8Array, { x, y, width, height }: Box): void {
  for (let row = 0; row < height; row += 1) {
    let to = ((y + row) * canvas.width + x) * 3;
    for (let from = row * width; from < (row + 1) * width; from += 1, to += 3) {
      const level = gray[from]!;
      canvas.rgb[to] = level;
      canvas.rgb[to + 1] = level;
      canvas.rgb[to + 2] = level;
    }
  }
}

/** Mixes a colour into one pixel. @param share of the colour, in [0, 1] */
export function mix(canvas: Canvas, at: number, colour: Colour, share: number): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const before = canvas.rgb[at + channel]!;
    canvas.rgb[at + channel] = Math.round(before + (colour[channel]! - before) * share);
  }
}

/** Writes lettering; what reaches beyond the canvas is cut. */
export function stamp(canvas: Canvas, mask: Mask, { x, y }: Point, colour: Colour): void {
  for (let row = Math.max(0, -y); row < Math.min(mask.height, canvas.height - y); row += 1) {
    for (let column = Math.max(0, -x); column < Math.min(mask.width, canvas.width - x); column += 1) {
      const share = mask.coverage[row * mask.width + column]! / 255;
      if (share > 0) mix(canvas, ((y + row) * canvas.width + x + column) * 3, colour, share);
    }
  }
}
