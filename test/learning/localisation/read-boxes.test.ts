import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readBoxes } from "../../../src/learning/localisation/read-boxes.ts";
import { withFolder } from "../../networks/agreement.ts";

const HEAD = "Image Index,Finding Label,Bbox [x,y,w,h],,,";
const SHARED = join(import.meta.dirname, "../../../../shared/data/nih/BBox_List_2017.csv.gz");

const read = (lines: readonly string[], pack: (text: string) => string | Uint8Array = (text) => text) =>
  withFolder(async (dir) => {
    const path = join(dir, "boxes.csv");
    await writeFile(path, pack(`${lines.join("\n")}\n`));
    return readBoxes(path);
  });

describe("a box file", () => {
  test.each([
    ["as NIH publishes it", HEAD, (text: string) => text],
    ["gzipped", HEAD, gzipSync],
    [
      "with its four columns in quotes",
      '"Image Index","Finding Label","Bbox [x,y,w,h]"',
      (text: string) => text,
    ],
  ] as const)("%s gives boxes in pixels; Infiltrate is Infiltration", async (_name, head, pack) => {
    const rows = await read(
      [head, "a.png,Infiltrate,100.5,200,50,25,,,", "b.png,Mass,0,0,1024,1024,,,"],
      pack,
    );
    expect(rows).toEqual([
      { image: "a.png", label: "Infiltration", box: { left: 100.5, top: 200, right: 150.5, bottom: 225 } },
      { image: "b.png", label: "Mass", box: { left: 0, top: 0, right: 1024, bottom: 1024 } },
    ]);
  });

  test.each([
    ["Image Index,Bbox [x,y,w,h]", "a.png,1,2,3,4", /line 1: no column 'Finding Label'/],
    [
      "Image Index,Finding Label,x,y,w,h",
      "a.png,Mass,1,2,3,4",
      /no column 'Bbox \[x,y,w,h\]'. It has: Image Index/,
    ],
    ["Image Index,Finding Label,Bbox [x,w,y,h]", "a.png,Mass,1,2,3,4", /does not begin the four columns/],
    [
      HEAD,
      "a.png,Infiltrat,1,2,3,4,,,",
      /line 2: column 'Finding Label': 'Infiltrat' .*Did you mean 'Infiltration'/,
    ],
    [HEAD, ",Mass,1,2,3,4,,,", /line 2: column 'Image Index' is empty/],
    [HEAD, "a.png,Mass,1,2,,4,,,", /line 2: '1,2,,4' is no box/],
    [HEAD, "a.png,Mass,1,2,0,4,,,", /'1,2,0,4' is no box/],
    [HEAD, "a.png,Mass,1000,2,30,4,,,", /is no box x,y,w,h within 1024 x 1024 pixels/],
  ])("headed %s with %s is refused, naming what is wrong", async (head, line, message) => {
    await expect(read([head, line])).rejects.toThrow(message);
  });

  test.skipIf(!existsSync(SHARED))("of NIH holds 984 boxes on 880 films (needs ../shared)", async () => {
    const rows = await readBoxes(SHARED);
    expect(rows).toHaveLength(984);
    expect(new Set(rows.map(({ image }) => image)).size).toBe(880);
    expect(rows.filter(({ label }) => label === "Infiltration")).toHaveLength(123);
  });
});
