import { expect, test } from "vitest";
import { createDamagedFiles, DAMAGES } from "../../bench/damaged/damaged-file.ts";
import { runDamaged } from "../../bench/damaged/run-damaged.ts";

/** More by `npm run fuzz`, which does 10,000. */
const FILES = 300;
const SEED = 20_261_126;

test(`${FILES} damaged and hostile files, photos and DICOM, leave a process of bounded memory alive and as large as it was`, async () => {
  const { files, outcomes, faults } = await runDamaged(SEED, { to: FILES });
  expect(faults).toEqual([]);
  expect(files).toBe(FILES);
  const counts = new Map(outcomes);
  // All ways out are really taken.
  expect(counts.get("film")).toBeGreaterThan(FILES / 20);
  expect(counts.get("unreadable")).toBeGreaterThan(FILES / 4);
  expect(counts.get("too-large")).toBeGreaterThan(0);
  expect(counts.get("too-small")).toBeGreaterThan(0);
}, 240_000);

test("the same number is the same file, and every kind of damage is among the first hundred", async () => {
  const [one, other] = [createDamagedFiles(SEED), createDamagedFiles(SEED)];
  expect((await one(17)).bytes).toEqual((await other(17)).bytes);
  const kinds = new Set(
    await Promise.all(Array.from({ length: 100 }, async (_, at) => (await one(at)).damage)),
  );
  expect([...kinds].toSorted()).toEqual([...DAMAGES].toSorted());
});
