import { PHANTOM_FINDINGS } from "../src/vision/phantom/findings.ts";
import { reencode } from "../src/vision/phantom/light-box.ts";
import { drawPhantom } from "../src/vision/phantom/phantom.ts";

/** Phantoms of different people, 1280 px on the longer side as a messenger sends them, as JPEG. */
export async function benchPhotos(count: number): Promise<Uint8Array[]> {
  const photos = [];
  for (let seed = 1; seed <= count; seed += 1) {
    const finding = PHANTOM_FINDINGS[seed % PHANTOM_FINDINGS.length];
    const { width, height, gray } = drawPhantom({ size: 1280, seed, findings: finding ? [finding] : [] });
    const source = { format: "phantom", width, height };
    photos.push(await reencode({ width, height, gray, source, saturation: 0 }, { side: 1280, quality: 80 }));
  }
  return photos;
}
