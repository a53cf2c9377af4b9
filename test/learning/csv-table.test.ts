import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLabels } from "../../src/learning/labels.ts";

async function read(text: string) {
  const path = join(await mkdtemp(join(tmpdir(), "table-")), "labels.csv");
  await writeFile(path, text);
  return readLabels(path);
}

test.each([";", "\t"])("labels separated by %j are read", async (separator) => {
  const text = "Image Index,Finding Labels,Patient ID,Patient Age\na.png,Edema|Mass,7,58\n";
  const [row] = await read(text.replaceAll(",", separator));
  expect(row).toMatchObject({ image: "a.png", findings: new Set(["Edema", "Mass"]), patient: "7", age: 58 });
});

test("a line with another separator than the first is refused, and both are named", async () => {
  const text = "Image Index;Finding Labels;Patient ID\na.png;Edema;7\nb.png,Mass,8\n";
  await expect(read(text)).rejects.toThrow(
    /line 3: 1 cells where line 1 names 3 columns. Line 1 is separated by semicolon, this one by comma/,
  );
});

test("NIH's OriginalImage[Width,Height] may stand in quotes, over two columns", async () => {
  const head = 'Image Index,Finding Labels,Patient ID,"OriginalImage[Width,Height]",Patient Age';
  const [row] = await read(`${head}\na.png,Edema,7,2682,2749,058Y\n`);
  expect(row?.age).toBe(58);
});

test.each([
  ["058Y", 58],
  ["006M", 0.5],
  ["57", 57],
  ["unknown", undefined],
])("the age %s is read", async (text, age) => {
  const [row] = await read(`Image Index,Finding Labels,Patient ID,Patient Age\na.png,Edema,7,${text}\n`);
  expect(row?.age).toBe(age);
});

test("every unknown label is named once, with its line and what was meant", async () => {
  const text =
    "Image Index,Finding Labels,Patient ID\na.png,Infiltrate,1\nb.png,Edma|Infiltrate,2\nc.png,Scoliosis,3\n";
  await expect(read(text)).rejects.toThrow(
    /line 2: .*'Infiltrate' .*Did you mean 'Infiltration'\?; .*line 3: .*'Edma' .*Did you mean 'Edema'\?; .*line 4: .*'Scoliosis'[^?]*$/,
  );
});
