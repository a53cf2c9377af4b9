import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { evaluate } from "../../src/cli/evaluate.ts";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { withFolder } from "../networks/agreement.ts";

const boxesCsv = (...lines: readonly string[]) =>
  `${["Image Index,Finding Label,Bbox [x,y,w,h],,,", ...lines].join("\n")}\n`;

test("evaluate --boxes compares the starter model's maps with boxes, into JSON, CSV and a picture", () =>
  withFolder(async (dir) => {
    const boxes = join(dir, "boxes.csv");
    const lines = ["a.png,Cardiomegaly,300,400,400,400,,,", "a.png,Infiltrate,0,0,1024,1024,,,"];
    await writeFile(boxes, boxesCsv(...lines, "b.png,Mass,1,1,9,9,,,"));
    await writeFile(join(dir, "a.png"), await phantomPng({ size: 512, seed: 3 }));
    const out = join(dir, "out");
    const args = ["--boxes", boxes, "--model", STARTER_MODEL_DIR, "--images", dir, "--out", out];
    expect(await evaluate.run(args)).toBe(0);
    const report = JSON.parse(await readFile(join(out, "localisation.json"), "utf8"));
    expect(report).toMatchObject({
      model: { name: "densenet121-nih-starter" },
      boxes: { inFile: 3, measured: 2, filmMissing: 1 },
      missing: { films: 1, names: "b.png" },
      level: 0.5,
      findings: [],
      tooFew: [
        { label: "Cardiomegaly", boxes: 1 },
        { label: "Infiltration", boxes: 1 },
      ],
      all: null,
    });
    const csv = (await readFile(join(out, "localisation.csv"), "utf8")).trim().split("\n");
    expect(csv).toHaveLength(3);
    // A box around the whole film is always hit.
    expect(csv[2]).toMatch(/^a\.png,Infiltration,1,0\.\d{4},0\.\d{4}$/);
    expect((await sharp(join(out, "localisation.jpg")).metadata()).width).toBe(2 * 308 + 8);
  }));

test.each([
  [["--boxes", "x.csv"], /--boxes needs a model and its films/],
  [
    ["--boxes=x.csv", "--model", "m", "--images", "i", "--level", "1.5"],
    /--level 1.5: not a share between 0 and 1/,
  ],
  [["--boxes=x.csv", "--model", "m", "--images", "i", "--split", "test"], /--labels and --split go together/],
  [
    ["--boxes=no.csv", "--model", STARTER_MODEL_DIR, "--images", "."],
    /no\.csv: cannot open the file \(ENOENT\)/,
  ],
])("evaluate %j is refused as usage, before anything is written", async (args, message) => {
  await expect(evaluate.run(args)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(message),
  });
  expect(existsSync("localisation.json")).toBe(false);
});
