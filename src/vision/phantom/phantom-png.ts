import sharp from "sharp";
import { drawPhantom, type PhantomOptions } from "./phantom.ts";

/** The phantom as a PNG file. */
export function phantomPng(options: PhantomOptions = {}): Promise<Buffer> {
  const { width, height, gray } = drawPhantom(options);
  return sharp(gray, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png()
    .toBuffer();
}
