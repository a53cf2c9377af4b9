import sharp from "sharp";

/** Draws an SVG document of our own making as a PNG of twice its size in pixels. */
export async function svgToPng(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg), { density: 144 }).png().toBuffer();
}
