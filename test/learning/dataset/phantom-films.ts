import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";

const HEAD = "Image Index,Finding Labels,Patient ID,split,source";

const drawn = new Map<number, Promise<Buffer>>();

/** A small film of a person who does not exist; another seed is another person. */
export function smallFilm(seed: number): Promise<Buffer> {
  const film = drawn.get(seed) ?? phantomPng({ size: 224, seed });
  drawn.set(seed, film);
  return film;
}

/** A label file and a folder of films; names are written as they are, contents by seed, or as given. */
export async function filmFolder(
  lines: readonly string[],
  films: Readonly<Record<string, number | Uint8Array>>,
  head = HEAD,
): Promise<{ root: string; labels: string; images: string }> {
  const root = await mkdtemp(join(tmpdir(), "dataset-"));
  const images = join(root, "images");
  await mkdir(images);
  const labels = join(root, "labels.csv");
  await writeFile(labels, `${[head, ...lines].join("\n")}\n`);
  for (const [name, content] of Object.entries(films)) {
    await writeFile(join(images, name), typeof content === "number" ? await smallFilm(content) : content);
  }
  return { root, labels, images };
}
