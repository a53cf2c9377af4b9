import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { dataPrepare } from "../../src/cli/data-prepare.ts";
import { dataStats } from "../../src/cli/data-stats.ts";
import { PACKAGE_ROOT } from "../../src/config/paths.ts";
import { filmFolder } from "../learning/dataset/phantom-films.ts";

const run = (args: string[]) =>
  promisify(execFile)(process.execPath, [join(PACKAGE_ROOT, "dist", "src", "cli", "main.js"), ...args]);

test.each([
  [[], /say which labels and which films/],
  [["--labels", "l", "--images", "i"], /--out DIR/],
  [
    ["--labels", "l", "--images", "i", "--task", "multilabel"],
    /--task multilabel: .*Did you mean 'multi-label'/,
  ],
  [["--labels", "l", "--images", "i", "--finding", "Edema"], /--finding goes with --task one-vs-all/],
  [
    ["--labels", "l", "--images", "i", "--task", "one-vs-all", "--finding", "Pneumothrax"],
    /Did you mean 'Pneumothorax'/,
  ],
  [["--labels", "l", "--images", "i", "--shares", "80/30"], /--shares 80\/30: .*sum to 100/],
  [["--labels", "l", "--images", "i", "--split", "lists"], /--split lists needs --train-list/],
  [["--labels", "l", "--images", "i", "--split", "image", "--test-list", "t"], /go with --split lists/],
  [["--labels", "l", "--images", "i", "--seed", "x"], /--seed x: must be a whole number/],
])("data prepare %j is a usage error that names the option", async (args, message) => {
  await expect(dataPrepare.run([...args])).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(message),
  });
});

test("data stats wants one source, and names one that is not there", async () => {
  await expect(dataStats.run([])).rejects.toMatchObject({ exitCode: 2 });
  await expect(dataStats.run(["/nowhere.csv"])).rejects.toThrow(/\/nowhere.csv: cannot open/);
});

test("prepare and stats from the command line: dataset, warning of a leak, preview, pictures, JSON alone on stdout", async () => {
  const { root, labels, images } = await filmFolder(
    ["a.png,Mass|Edema,7,train,x", "b.png,Mass,7,val,x", "gone.png,Mass,8,train,x"],
    { "a.png": 1, "b.png": 2, "odd.png": Buffer.from("no film") },
  );
  const out = join(root, "dataset");
  const preview = join(root, "preview.jpg");
  const options = ["--split", "column", "--out", out, "--preview", preview, "--json"];
  const prepared = await run(["data", "prepare", "--labels", labels, "--images", images, ...options]);
  expect(JSON.parse(prepared.stdout)).toMatchObject({ out, counts: { films: 2 }, leak: { patients: 1 } });
  expect(prepared.stderr).toContain("1 labels without a film, set aside: gone.png");
  expect(prepared.stderr).toContain("warning: 1 patients (2 films) are in more than one split");
  expect([...readFileSync(preview).subarray(0, 2)]).toEqual([0xff, 0xd8]);
  const stats = await run(["data", "stats", out, "--split", "train", "--out", join(root, "stats"), "--json"]);
  expect(JSON.parse(stats.stdout)).toMatchObject({ films: 1, patients: 1, splits: { train: 1 } });
  for (const name of ["statistics.md", "co-occurrence-raw.svg", "co-occurrence-normalised.png"]) {
    expect(existsSync(join(root, "stats", name))).toBe(true);
  }
  await expect(
    run(["data", "prepare", "--labels", labels, "--images", images, "--out", root]),
  ).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("holds other files"),
  });
});
