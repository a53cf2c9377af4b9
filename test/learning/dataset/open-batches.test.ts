import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AUGMENTATIONS } from "../../../src/learning/augment/augment-options.ts";
import type { Batch } from "../../../src/learning/batch.ts";
import { chooseNormalisation } from "../../../src/learning/dataset/choose-normalisation.ts";
import { type FilmWorkers, startFilmWorkers } from "../../../src/learning/dataset/film-workers.ts";
import { type BatchOptions, openBatches } from "../../../src/learning/dataset/open-batches.ts";
import { openDataset } from "../../../src/learning/dataset/open-dataset.ts";
import { prepareDataset } from "../../../src/learning/dataset/prepare-dataset.ts";
import { writeDataset } from "../../../src/learning/dataset/write-dataset.ts";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { toInput } from "../../../src/vision/preprocess.ts";
import { filmFolder, smallFilm } from "./phantom-films.ts";

const INPUT = { size: 64, channels: 1, mean: [0.5], std: [0.25], range: 1 } satisfies BatchOptions["input"];

let one: FilmWorkers;
let three: FilmWorkers;
beforeAll(() => {
  one = startFilmWorkers(1);
  three = startFilmWorkers(3);
});
afterAll(() => Promise.all([one.close(), three.close()]));

/** Seven films, four of one source and three of another. */
async function sevenFilms() {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const { root, labels, images } = await filmFolder(
    names.map(
      (name, at) => `${name}.png,${at % 2 ? "Edema" : "Mass"},${at},train,${at < 4 ? "here" : "there"}`,
    ),
    Object.fromEntries(names.map((name, at) => [`${name}.png`, at + 1])),
  );
  const preparation = {
    labels: [labels],
    images: [images],
    task: { kind: "multi-label", noFinding: "films" },
    split: { by: "column" },
    seed: 1,
  } as const;
  await writeFile(join(root, "dataset.json"), "");
  await writeDataset(root, preparation, await prepareDataset(preparation, one));
  return { dataset: await openDataset(root), images };
}

const training = (more: object = {}) =>
  ({ for: "train", seed: 3, augment: AUGMENTATIONS.photo, sampling: { kind: "all" }, ...more }) as const;

async function collect(source: AsyncIterable<Batch>): Promise<Batch[]> {
  const batches = [];
  for await (const batch of source) batches.push(batch);
  return batches;
}

test("what is measured is what serving feeds the network, bit for bit and in order", async () => {
  const { dataset } = await sevenFilms();
  const { films } = dataset;
  const source = await openBatches({
    dataset,
    films,
    input: INPUT,
    batch: 3,
    use: { for: "measure" },
    workers: three,
  });
  expect(source.length).toBe(3);
  const batches = await collect(source.batches(0));
  expect(batches.map(({ size }) => size)).toEqual([3, 3, 1]);
  const area = INPUT.size ** 2;
  for (const [at, film] of films.entries()) {
    const served = await toInput(await decodePhoto(readFileSync(film.path)), INPUT);
    const { images, targets } = batches[Math.floor(at / 3)]!;
    expect(images.subarray((at % 3) * area, ((at % 3) + 1) * area)).toEqual(served);
    expect([...targets.subarray((at % 3) * 14, ((at % 3) + 1) * 14)]).toEqual(dataset.targetsOf(film));
  }
});

test("one seed and epoch give the same bytes on one thread and on three; another epoch gives others", async () => {
  const { dataset } = await sevenFilms();
  const open = (workers: FilmWorkers) =>
    openBatches({ dataset, films: dataset.films, input: INPUT, batch: 2, use: training(), workers });
  const [slow, fast] = [await open(one), await open(three)];
  const first = await collect(slow.batches(1));
  expect(await collect(fast.batches(1))).toEqual(first);
  expect(await collect(fast.batches(1))).toEqual(first);
  expect(await collect(fast.batches(2))).not.toEqual(first);
  expect(first.reduce((sum, { size }) => sum + size, 0)).toBe(7);
});

test("an epoch that begins in its middle gives the same bytes from there on, and does not make what came before", async () => {
  const { dataset } = await sevenFilms();
  let made = 0;
  const counting: FilmWorkers = {
    ...three,
    run(kind, task) {
      if (kind === "batch") made += 1;
      return three.run(kind, task);
    },
  };
  const options = { dataset, films: dataset.films, input: INPUT, batch: 2, workers: counting };
  for (const sampling of [{ kind: "all" }, { kind: "balanced" }, { kind: "weighted" }]) {
    const source = await openBatches({ ...options, use: training({ sampling }) });
    const whole = await collect(source.batches(1));
    made = 0;
    expect(await collect(source.batches(1, 3))).toEqual(whole.slice(3));
    expect(made).toBe(whole.length - 3);
    expect(await collect(source.batches(1, whole.length))).toEqual([]);
  }
});

test("films are decoded once, a changed one again, a broken one is skipped and named", async () => {
  const { dataset, images } = await sevenFilms();
  const open = () =>
    openBatches({
      dataset,
      films: dataset.films,
      input: INPUT,
      batch: 7,
      use: { for: "measure" },
      workers: one,
    });
  const first = await open();
  expect(first.cache.decoded).toBe(7);
  expect((await open()).cache.decoded).toBe(0);
  writeFileSync(join(images, "c.png"), await smallFilm(20));
  writeFileSync(join(images, "e.png"), "no film");
  const third = await open();
  expect(third.cache).toMatchObject({
    decoded: 2,
    changed: [join(images, "c.png")],
    skipped: [{ path: join(images, "e.png"), reason: "unsupported-format" }],
  });
  expect(third.films.map(({ image }) => image)).toEqual([
    "a.png",
    "b.png",
    "c.png",
    "d.png",
    "f.png",
    "g.png",
  ]);
  const [batch] = await collect(third.batches(0));
  const area = INPUT.size ** 2;
  expect(batch!.images.subarray(2 * area, 3 * area)).toEqual(
    await toInput(await decodePhoto(await smallFilm(20)), INPUT),
  );
  // Touched alone: the same content needs no new square.
  utimesSync(join(images, "a.png"), 1, 1);
  const fourth = await open();
  expect(fourth.cache.places[0]).toBe(third.cache.places[0]);
});

test("a damaged index or a missing cache file starts anew", async () => {
  const { dataset } = await sevenFilms();
  const open = () =>
    openBatches({
      dataset,
      films: dataset.films,
      input: INPUT,
      batch: 7,
      use: { for: "measure" },
      workers: one,
    });
  const { file } = (await open()).cache;
  writeFileSync(file, "short");
  expect((await open()).cache.decoded).toBe(7);
  writeFileSync(file.replace(".bin", ".json"), "{");
  expect((await open()).cache.decoded).toBe(7);
});

test("sources can be evened out by drawing or by weight, and an unknown source is refused", async () => {
  const { dataset } = await sevenFilms();
  const open = (sampling: object) =>
    openBatches({
      dataset,
      films: dataset.films,
      input: INPUT,
      batch: 7,
      use: training({ sampling }),
      workers: one,
    });
  const [weighted] = await collect((await open({ kind: "weighted" })).batches(0));
  const sum = [...weighted!.weights!].reduce((all, weight) => all + weight, 0);
  expect(sum).toBeCloseTo(7, 5);
  expect(new Set(weighted!.weights)).toEqual(new Set(Float32Array.of(7 / 8, 7 / 6)));
  const balanced = await open({ kind: "balanced", weights: { here: 0 } });
  expect((await collect(balanced.batches(0)))[0]!.size).toBe(7);
  await expect(open({ kind: "balanced", weights: { ther: 1 } })).rejects.toThrow(
    /no film has the source 'ther'. There are: here, there. Did you mean 'there'\?/,
  );
});

test("a reader that stops early leaves nothing behind that hinders the next epoch", async () => {
  const { dataset } = await sevenFilms();
  const source = await openBatches({
    dataset,
    films: dataset.films,
    input: INPUT,
    batch: 1,
    use: training(),
    workers: three,
  });
  for await (const { size } of source.batches(0)) {
    expect(size).toBe(1);
    break;
  }
  expect(await collect(source.batches(1))).toHaveLength(7);
});

test("films' own statistics make their pixels mean 0 and deviation 1", async () => {
  const { dataset } = await sevenFilms();
  const options = { dataset, films: dataset.films, batch: 7, use: { for: "measure" }, workers: one } as const;
  const { cache } = await openBatches({ ...options, input: INPUT });
  const input = { ...INPUT, ...(await chooseNormalisation("statistics", cache)) };
  const [batch] = await collect((await openBatches({ ...options, input })).batches(0));
  const { images } = batch!;
  const mean = images.reduce((sum, value) => sum + value, 0) / images.length;
  const variance = images.reduce((sum, value) => sum + (value - mean) ** 2, 0) / images.length;
  expect(mean).toBeCloseTo(0, 4);
  expect(variance).toBeCloseTo(1, 3);
  const range = { ...INPUT, ...(await chooseNormalisation("symmetric", cache)) };
  const white = { width: 64, height: 64, gray: new Uint8Array(64 * 64).fill(255) };
  expect((await toInput(white, range))[0]).toBe(1);
});
