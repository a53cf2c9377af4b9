import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AUGMENTATIONS } from "../src/learning/augment/augment-options.ts";
import { startFilmWorkers } from "../src/learning/dataset/film-workers.ts";
import { openBatches } from "../src/learning/dataset/open-batches.ts";
import { openDataset } from "../src/learning/dataset/open-dataset.ts";
import { prepareDataset } from "../src/learning/dataset/prepare-dataset.ts";
import { writeDataset } from "../src/learning/dataset/write-dataset.ts";
import { phantomPng } from "../src/vision/phantom/phantom-png.ts";
import type { Measure } from "./measure.ts";

const GROUP = "loading (224 px, three channels, batches of 8), films a second";
const FILMS = 32;
const EPOCHS = 8;
const INPUT = { size: 224, channels: 3 as const, mean: [0.5], std: [0.25], range: 1 };

/** Decoding into the cache, and augmented batches out of it, on one and two threads. */
export async function benchLoading(): Promise<Measure[]> {
  const root = await mkdtemp(join(tmpdir(), "bench-loading-"));
  try {
    const images = join(root, "images");
    await mkdir(images);
    const lines = ["Image Index,Finding Labels,Patient ID,split"];
    for (let film = 0; film < FILMS; film += 1) {
      await writeFile(join(images, `${film}.png`), await phantomPng({ size: 512, seed: film + 1 }));
      lines.push(`${film}.png,Edema,${film},train`);
    }
    const labels = join(root, "labels.csv");
    await writeFile(labels, `${lines.join("\n")}\n`);
    const preparation = {
      labels: [labels],
      images: [images],
      task: { kind: "multi-label", noFinding: "films" },
      split: { by: "column" },
      seed: 1,
    } as const;
    const measures: Measure[] = [];
    for (const threads of [1, 2]) {
      const workers = startFilmWorkers(threads);
      try {
        const dir = join(root, `dataset-${threads}`);
        await mkdir(dir);
        await writeDataset(dir, preparation, await prepareDataset(preparation, workers));
        const dataset = await openDataset(dir);
        for (const name of ["none", "paper", "photo"] as const) {
          const augment = AUGMENTATIONS[name];
          const use = { for: "train", seed: 1, augment, sampling: { kind: "all" } } as const;
          const opening = performance.now();
          const { films } = dataset;
          const source = await openBatches({ dataset, films, input: INPUT, batch: 8, use, workers });
          const opened = performance.now() - opening;
          if (source.cache.decoded > 0) {
            const value = (FILMS / opened) * 1000;
            measures.push({
              group: GROUP,
              name: `decoded into the cache, ${threads} thread(s)`,
              value,
              unit: "/s",
            });
          }
          for await (const _ of source.batches(0)); // warms up
          const begun = performance.now();
          for (let epoch = 1; epoch <= EPOCHS; epoch += 1) for await (const _ of source.batches(epoch));
          const value = (EPOCHS * FILMS * 1000) / (performance.now() - begun);
          measures.push({
            group: GROUP,
            name: `augmentation '${name}', ${threads} thread(s)`,
            value,
            unit: "/s",
          });
        }
      } finally {
        await workers.close();
      }
    }
    return measures;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
