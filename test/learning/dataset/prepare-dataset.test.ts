import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { startFilmWorkers } from "../../../src/learning/dataset/film-workers.ts";
import { openDataset } from "../../../src/learning/dataset/open-dataset.ts";
import { type Preparation, prepareDataset } from "../../../src/learning/dataset/prepare-dataset.ts";
import { leakWarning, prepareWarnings } from "../../../src/learning/dataset/render-prepared.ts";
import { writeDataset } from "../../../src/learning/dataset/write-dataset.ts";
import { makeFolder } from "../../../src/runtime/make-folder.ts";
import { filmFolder, smallFilm } from "./phantom-films.ts";

const workers = startFilmWorkers(1);
afterAll(() => workers.close());

const COLUMN: Pick<Preparation, "task" | "split" | "seed"> = {
  task: { kind: "multi-label", noFinding: "films" },
  split: { by: "column" },
  seed: 42,
};

async function prepareAndOpen(root: string, preparation: Preparation) {
  const prepared = await prepareDataset(preparation, workers);
  const dir = join(root, "dataset");
  await makeFolder(dir);
  await writeDataset(dir, preparation, prepared);
  return { dir, prepared, dataset: await openDataset(dir) };
}

test("missing, surplus, double and unreadable films are set aside, named and counted; the rest is read back", async () => {
  const film = await smallFilm(2);
  const { root, labels, images } = await filmFolder(
    [
      "a.png,Edema|Mass,1,train,here",
      "b.jpg,No Finding,2,val,here",
      "gone.png,Edema,3,train,here",
      "copy.png,Mass,4,train,here",
      "again.png,No Finding,5,train,here",
      "broken.png,Edema,6,train,here",
      "empty.png,Edema,7,train,here",
      "a.png,Hernia,1,train,here",
    ],
    {
      "a.png": 1,
      "b.png": 2,
      "copy.png": 1,
      // The same pixels in other bytes.
      "again.png": await sharp(film).png({ compressionLevel: 0 }).toBuffer(),
      "broken.png": film.subarray(0, film.length / 2),
      "empty.png": new Uint8Array(),
      "surplus.png": 3,
      "notes.txt": new Uint8Array(),
    },
  );
  const { dataset, prepared, dir } = await prepareAndOpen(root, {
    ...COLUMN,
    labels: [labels],
    images: [images],
  });
  expect(prepared.setAside.map(({ reason, image }) => [reason, image])).toEqual([
    ["missing", "gone.png"],
    ["duplicate-name", "a.png"],
    ["surplus", "surplus.png"],
    ["duplicate-bytes", "copy.png"],
    ["duplicate-pixels", "again.png"],
    ["unreadable", "broken.png"],
    ["unreadable", "empty.png"],
  ]);
  expect(prepared.setAside.find(({ image }) => image === "copy.png")?.detail).toMatch(
    /same bytes as .*a\.png \(labels differ: Edema\|Mass against Mass\)/,
  );
  expect(prepared.setAside.find(({ image }) => image === "a.png")?.detail).toContain(
    "line 2 (labels differ: Edema|Mass against Hernia)",
  );
  expect(prepareWarnings(prepared)).toContain(
    "2 films that cannot be read, set aside: broken.png (unreadable), empty.png (empty file)",
  );
  expect(dataset.films.map(({ image }) => image)).toEqual(["a.png", "b.jpg"]);
  expect(dataset.films[1]).toMatchObject({
    path: join(images, "b.png"),
    split: "val",
    patient: "2",
    width: 224,
  });
  expect(dataset.targetsOf(dataset.films[0]!)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  expect(dataset.manifest.counts).toMatchObject({
    films: 2,
    patients: 2,
    setAside: { missing: 1, surplus: 1, "duplicate-name": 1, "duplicate-bytes": 1, unreadable: 2 },
  });
  const [head, first] = (await readFile(join(dir, "films.csv"), "utf8")).split("\n");
  const cells = first!.split(",");
  expect(cells[head!.split(",").indexOf("Edema")]).toBe("1");
  expect(cells[head!.split(",").indexOf("No Finding")]).toBe("0");
});

test("a film that stands in two folders is taken once, from the folder of its own label file", async () => {
  const one = await filmFolder(["a.png,Edema,1,train,one", "b.png,Mass,2,train,one"], {
    "a.png": 1,
    "b.png": 2,
  });
  const two = await filmFolder(["b.png,Mass,2,train,two", "c.png,Hernia,3,train,two"], {
    "b.jpg": 5,
    "c.png": 3,
  });
  const { dataset, prepared } = await prepareAndOpen(one.root, {
    ...COLUMN,
    labels: [one.labels, two.labels],
    images: [one.images, two.images],
  });
  expect(dataset.films.map(({ image, source, path }) => [image, source, path])).toEqual([
    ["a.png", "one", join(one.images, "a.png")],
    ["b.png", "one", join(one.images, "b.png")],
    ["c.png", "two", join(two.images, "c.png")],
  ]);
  expect(prepared.setAside).toEqual([
    expect.objectContaining({ reason: "duplicate-name", image: "b.png", path: join(two.images, "b.jpg") }),
  ]);
});

test("one-vs-all has two classes, and leave-out drops films without a finding", async () => {
  const { root, labels, images } = await filmFolder(
    ["a.png,Pneumothorax|Mass,1,train,x", "b.png,Mass,2,train,x", "c.png,No Finding,3,train,x"],
    { "a.png": 1, "b.png": 2, "c.png": 3 },
  );
  const { dataset } = await prepareAndOpen(root, {
    ...COLUMN,
    labels: [labels],
    images: [images],
    task: { kind: "one-vs-all", finding: "Pneumothorax", noFinding: "leave-out" },
  });
  expect(dataset.classes).toEqual(["All others", "Pneumothorax"]);
  expect(dataset.films.map((film) => dataset.targetsOf(film))).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(dataset.manifest.counts.leftOut).toBe(1);
});

test("No Finding can be a class of its own", async () => {
  const { root, labels, images } = await filmFolder(["a.png,Mass,1,train,x", "b.png,No Finding,2,train,x"], {
    "a.png": 1,
    "b.png": 2,
  });
  const task = { kind: "multi-label", noFinding: "class" } as const;
  const { dataset } = await prepareAndOpen(root, { ...COLUMN, labels: [labels], images: [images], task });
  expect(dataset.classes).toHaveLength(15);
  expect(dataset.films.map((film) => dataset.targetsOf(film)[14])).toEqual([0, 1]);
});

test("patients in two splits are counted and the warning names them", async () => {
  const { root, labels, images } = await filmFolder(
    ["a.png,Mass,7,train,x", "b.png,Mass,7,test,x", "c.png,Mass,8,train,x"],
    { "a.png": 1, "b.png": 2, "c.png": 3 },
  );
  const { dataset, prepared } = await prepareAndOpen(root, { ...COLUMN, labels: [labels], images: [images] });
  expect(dataset.manifest.leak).toEqual({ patients: 1, films: 2, between: { "train and test": 1 } });
  expect(leakWarning(prepared.leak)).toMatch(
    /^1 patients \(2 films\) are in more than one split: 1 in train and test; such as 7\./,
  );
});

test("the same input gives the same bytes", async () => {
  const { root, labels, images } = await filmFolder(
    ["a.png,Mass,7,train,x", "b.png,Mass,7,test,x", "c.png,Mass,8,train,x"],
    { "a.png": 1, "b.png": 2, "c.png": 3 },
  );
  const preparation = { ...COLUMN, labels: [labels], images: [images] };
  const { dir } = await prepareAndOpen(root, preparation);
  const first = await readFile(join(dir, "dataset.json"), "utf8");
  await prepareAndOpen(root, preparation);
  expect(await readFile(join(dir, "dataset.json"), "utf8")).toBe(first);
});

test("a folder without a dataset, a damaged manifest and edited films are each refused by name", async () => {
  const { root, labels, images } = await filmFolder(["a.png,Mass,1,train,x"], { "a.png": 1 });
  await expect(openDataset(root)).rejects.toThrow(/no prepared dataset there \(dataset.json is missing\)/);
  const { dir } = await prepareAndOpen(root, { ...COLUMN, labels: [labels], images: [images] });
  const films = await readFile(join(dir, "films.csv"), "utf8");
  await writeFile(join(dir, "films.csv"), films.replace("Mass", "Edema"));
  await expect(openDataset(dir)).rejects.toThrow(/films.csv: not the films that dataset.json speaks of/);
  await writeFile(join(dir, "dataset.json"), '{"format": 1}');
  await expect(openDataset(dir)).rejects.toThrow(/dataset.json: task/);
});

test("labels of which no film is there are refused", async () => {
  const { labels, images } = await filmFolder(["a.png,Mass,1,train,x"], { "z.png": 1 });
  const preparation = { ...COLUMN, labels: [labels], images: [images] };
  await expect(prepareDataset(preparation, workers)).rejects.toThrow(
    /none of the 2 names|Are these the folders/,
  );
});

const SHARED = new URL("../../../../shared/data/nih/", import.meta.url).pathname;

test.skipIf(!existsSync(SHARED))("NIH's own lists split the project's films without a leak", async () => {
  const prepared = await prepareDataset(
    {
      ...COLUMN,
      labels: [join(SHARED, "Data_Entry_2017_v2020.csv.gz")],
      images: [join(SHARED, "full-size")],
      split: {
        by: "lists",
        lists: {
          train: join(SHARED, "nih_official_train_val_list.txt"),
          test: join(SHARED, "nih_official_test_list.txt"),
        },
        valShare: 10,
      },
    },
    workers,
  );
  expect(prepared.leak.patients).toBe(0);
  expect(prepared.films).toHaveLength(24);
  expect(prepared.setAside.filter(({ reason }) => reason === "surplus")).toHaveLength(7);
  expect(prepared.setAside.filter(({ reason }) => reason === "missing")).toHaveLength(112_120 - 24);
});
