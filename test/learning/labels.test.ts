import { existsSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { LABELS } from "../../src/core/label.ts";
import { UserError } from "../../src/core/user-error.ts";
import { locateFilms } from "../../src/learning/film-files.ts";
import { type LabelRow, readLabels, requirePatientWise } from "../../src/learning/labels.ts";

const SHARED = new URL("../../../shared/data/nih/", import.meta.url).pathname;

async function labelFile(content: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "labels-")), "labels.csv");
  await writeFile(path, content);
  return path;
}

async function errorOf(content: string): Promise<string> {
  const path = await labelFile(content);
  const error = await readLabels(path).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UserError);
  expect((error as Error).message).toContain(path);
  return (error as Error).message;
}

const HEAD = "Image Index,Finding Labels,Patient ID,split,source\n";

test("labels, patient, split and source are read, and No Finding is no finding", async () => {
  const rows = await readLabels(
    await labelFile(`${HEAD}a.png,Edema|Pleural_Thickening,7,train,here\nb.png,No Finding,8,test,there\n`),
  );
  expect(rows).toEqual<LabelRow[]>([
    {
      image: "a.png",
      findings: new Set(["Edema", "Pleural_Thickening"]),
      patient: "7",
      split: "train",
      source: "here",
      line: 2,
    },
    { image: "b.png", findings: new Set(), patient: "8", split: "test", source: "there", line: 3 },
  ]);
});

test.each([
  [
    "of 2017, with a trailing comma",
    "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],\n" +
      "00000001_000.png,Cardiomegaly|Emphysema,0,1,058Y,M,PA,2682,2749,0.143,0.143,\n",
  ],
  [
    "of 2020, with Windows line ends and a byte order mark",
    "\uFEFFImage Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y]\r\n" +
      "00000001_000.png,Cardiomegaly|Emphysema,0,1,57,M,PA,2682,2749,0.143,0.143\r\n",
  ],
])("NIH's own metadata %s is read, plain and gzipped", async (_, text) => {
  for (const content of [text, gzipSync(text)]) {
    const [row] = await readLabels(await labelFile(content));
    expect(row?.findings).toEqual(new Set(["Cardiomegaly", "Emphysema"]));
    expect(row).toMatchObject({ image: "00000001_000.png", patient: "1", split: undefined });
  }
});

test.each([
  [
    "an unknown label",
    `${HEAD}a.png,Edema|Fracture,7,train,x\n`,
    "line 2: column 'Finding Labels': 'Fracture'",
  ],
  [
    "No Finding beside a finding",
    `${HEAD}a.png,Edema|No Finding,7,train,x\n`,
    "line 2: column 'Finding Labels'",
  ],
  ["an empty label cell", `${HEAD}a.png,,7,train,x\n`, "line 2: column 'Finding Labels': ''"],
  ["an unknown split", `${HEAD}a.png,Edema,7,training,x\n`, "line 2: column 'split': 'training'"],
  ["no patient", `${HEAD}a.png,Edema,,train,x\n`, "line 2: column 'Patient ID' is empty"],
  ["no image", `${HEAD}a.png,Edema,1,train,x\n,Edema,1,train,x\n`, "line 3: column 'Image Index' is empty"],
  [
    "an image twice",
    `${HEAD}a.png,Edema,1,train,x\na.png,Edema,1,train,x\n`,
    "line 3: column 'Image Index': 'a.png' stands already in line 2",
  ],
  [
    "a missing column",
    "Image Index,Labels,Patient ID\na.png,Edema,1\n",
    "line 1: no column 'Finding Labels'. It has: Image Index, Labels, Patient ID",
  ],
  ["a short row", `${HEAD}a.png,Edema\n`, "line 2"],
  ["an open quote", `${HEAD}"a.png,Edema,1,train,x\n`, "well-formed"],
  ["no rows", HEAD, "holds no films"],
  ["nothing", "", "holds no films"],
])("%s ends in an error that says where", async (_, content, expected) => {
  expect(await errorOf(content)).toContain(expected);
});

test("a label file that is not there is named, with exit status 2", async () => {
  await expect(readLabels("/nowhere/labels.csv")).rejects.toMatchObject({
    message: expect.stringContaining("/nowhere/labels.csv"),
    exitCode: 2,
  });
});

test("a patient in two splits is named with both lines", async () => {
  const path = await labelFile(`${HEAD}a.png,Edema,7,train,x\nb.png,Edema,8,val,x\nc.png,Edema,7,test,x\n`);
  const rows = await readLabels(path);
  expect(() => requirePatientWise(path, rows)).toThrow(
    /patient 7 is in split 'train' \(line 2\).*'test'.*line 4/,
  );
});

test("films are found in folders below and under another ending, and missing ones are named", async () => {
  const folder = await mkdtemp(join(tmpdir(), "films-"));
  await mkdir(join(folder, "below"));
  await writeFile(join(folder, "below", "a.png"), "");
  await writeFile(join(folder, "b.jpg"), "");
  expect(await locateFilms(folder, ["b.png", "a.png"])).toEqual([
    join(folder, "b.jpg"),
    join(folder, "below", "a.png"),
  ]);
  await expect(locateFilms(folder, ["a.png", "c.png", "d.png"])).rejects.toThrow(
    /2 of 3 films are missing: c.png, d.png/,
  );
});

test.skipIf(!existsSync(SHARED))(
  "the project's own label file is whole, patient-wise and complete",
  async () => {
    const path = join(SHARED, "labels.csv");
    const rows = await readLabels(path);
    requirePatientWise(path, rows);
    expect(rows.filter(({ split }) => split === "test")).toHaveLength(546);
    expect(
      await locateFilms(
        join(SHARED, "images"),
        rows.map(({ image }) => image),
      ),
    ).toHaveLength(2738);
    for (const label of LABELS) expect(rows.some(({ findings }) => findings.has(label))).toBe(true);
  },
);
