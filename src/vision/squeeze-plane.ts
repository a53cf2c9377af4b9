import sharp from "sharp";
import type { Plane } from "./resize-plane.ts";

/** A plane as it comes out of a JPEG of this quality. */
export async function squeezePlane({ width, height, gray }: Plane, quality: number): Promise<Plane> {
  const jpeg = await sharp(gray, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .jpeg({ quality })
    .toBuffer();
  const pixels = await sharp(jpeg).toColourspace("b-w").raw().toBuffer();
  return { width, height, gray: new Uint8Array(pixels) };
}
