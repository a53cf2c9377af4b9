import sharp from "sharp";
import type { Plane } from "./resize-plane.ts";

/** A grey plane as a PNG file, without loss. */
export function grayPng({ width, height, gray }: Plane): Promise<Buffer> {
  return sharp(gray, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png({ compressionLevel: 2 })
    .toBuffer();
}
