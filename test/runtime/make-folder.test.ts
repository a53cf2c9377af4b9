import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../src/runtime/make-folder.ts";
import { testHouse } from "./owned.ts";

const house = testHouse();

test("makes what is missing above, and is content with what is there", async () => {
  const dir = await house.folder();
  const path = join(dir, "a", "b", "c");
  expect(await makeFolder(path, 0o700)).toBe(join(dir, "a"));
  expect(await makeFolder(path)).toBeUndefined();
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test("makes the same folder from several sides at once", async () => {
  for (let round = 0; round < 200; round += 1) {
    const path = join(await house.folder(), "a", "b");
    await Promise.all(Array.from({ length: 8 }, () => makeFolder(path)));
    expect(statSync(path).isDirectory()).toBe(true);
  }
});

test("fails below a file, on a file, and where the system makes no folders", async () => {
  const file = join(await house.folder(), "file");
  writeFileSync(file, "");
  await expect(makeFolder(join(file, "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
  await expect(makeFolder(file)).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder("/proc/nowhere/at/all")).rejects.toMatchObject({ code: "ENOENT" });
});
