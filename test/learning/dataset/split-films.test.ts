import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leakOf, splitFilms } from "../../../src/learning/dataset/split-films.ts";
import { readSplitLists } from "../../../src/learning/dataset/split-lists.ts";
import type { Split } from "../../../src/learning/labels.ts";

const films = Array.from({ length: 1000 }, (_, at) => ({
  image: `${at}.png`,
  patient: String(Math.floor(at / 4)),
  split: undefined,
}));
const count = (splits: readonly (Split | undefined)[], wanted: Split) =>
  splits.filter((split) => split === wanted).length;
const together = (splits: readonly (Split | undefined)[]) =>
  leakOf(films.map(({ patient }, at) => ({ patient, split: splits[at]! })));

test("by image, a fifth of the films is val, and most patients leak", () => {
  const splits = splitFilms(films, { by: "image", shares: { train: 80, val: 20, test: 0 }, seed: 42 });
  expect([count(splits, "train"), count(splits, "val"), count(splits, "test")]).toEqual([800, 200, 0]);
  expect(together(splits).patients).toBeGreaterThan(100);
});

test("by patient, the shares hold and nobody leaks", () => {
  const splits = splitFilms(films, { by: "patient", shares: { train: 70, val: 10, test: 20 }, seed: 42 });
  expect([count(splits, "train"), count(splits, "val"), count(splits, "test")]).toEqual([700, 100, 200]);
  expect(together(splits)).toEqual({ patients: 0, films: 0, between: {}, some: [] });
});

test("neither the films' order nor anything but the seed changes a split", () => {
  const way = { by: "patient", shares: { train: 70, val: 10, test: 20 }, seed: 7 } as const;
  const forward = splitFilms(films, way);
  expect(splitFilms(films.toReversed(), way).toReversed()).toEqual(forward);
  expect(splitFilms(films, { ...way, seed: 8 })).not.toEqual(forward);
});

test("lists name films whatever their ending, leave others out, and give val whole patients of train", () => {
  const lists = new Map<string, Split>(
    films.slice(0, 900).map(({ image }, at) => [image.replace(".png", ""), at < 800 ? "train" : "test"]),
  );
  const splits = splitFilms(films, { by: "lists", lists, valShare: 10, seed: 1 });
  expect(count(splits, "val")).toBe(80);
  expect(count(splits, "test")).toBe(100);
  expect(splits.filter((split) => split === undefined)).toHaveLength(100);
  expect(together(splits.map((split) => split ?? "test")).between).toEqual({});
});

test("column wants a split for every film", () => {
  expect(() => splitFilms(films, { by: "column" })).toThrow(/0.png: no column 'split'/);
});

test("a film in two lists is named with its line, and an empty list is refused", async () => {
  const dir = await mkdtemp(join(tmpdir(), "lists-"));
  const list = async (name: string, text: string) => {
    await writeFile(join(dir, name), text);
    return join(dir, name);
  };
  const train = await list("train", "a.png\r\nb.png\r\n");
  await expect(readSplitLists({ train, test: await list("test", "c.png\nb.jpg\n") })).rejects.toThrow(
    /test: line 2: 'b.jpg' stands in the list of split 'train' too/,
  );
  await expect(readSplitLists({ train: await list("empty", "\n") })).rejects.toThrow(/names no film/);
  await expect(readSplitLists({ train: join(dir, "none") })).rejects.toThrow(/none: cannot open the list/);
});
