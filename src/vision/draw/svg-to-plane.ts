import sharp from "sharp";
import type { Plane } from "../resize-plane.ts";

/** Draws an SVG document of our own making as grey values, at twice its size in pixels. */
export async function svgToPlane(svg: string): Promise<Plane> {
  const { data, info } = await sharp(Buffer.from(svg), { density: 144 })
    .flatten({ background: "black" })
    .toColourspace("b-w")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, gray: new Uint8Array(data) };
}
