import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../../src/core/random.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";

const NIH_IMAGES = "../shared/data/nih/images";
const FINDINGS = [[], ["effusion"], ["enlarged-heart"], ["mass"], ["pneumothorax"]] as const;

/**
 * Photos to send, as files in a folder: real films where `../shared/data` is present, phantoms of as many different
 * people elsewhere.
 */
export async function gatherFilms(count: number, folder: string, seed: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const random = createRandom(seed);
  if (existsSync(NIH_IMAGES)) {
    const names = readdirSync(NIH_IMAGES).sort();
    const chosen = new Set<string>();
    while (chosen.size < count) chosen.add(names[random.integer(names.length)]!);
    return [...chosen].map((name) => {
      const path = join(folder, name);
      writeFileSync(path, readFileSync(join(NIH_IMAGES, name)));
      return path;
    });
  }
  const paths = [];
  for (let index = 0; index < count; index += 1) {
    const findings = FINDINGS[index % FINDINGS.length]!;
    const path = join(folder, `phantom-${index}.png`);
    writeFileSync(path, await phantomPng({ size: 256, seed: seed + index, findings: [...findings] }));
    paths.push(path);
  }
  return paths;
}
