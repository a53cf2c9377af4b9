// What scripts/starter/train.py learns from, small enough to be carried to another machine: squares of the films, and of photos
// made of them and read as the app reads them. Needs a build: node scripts/starter/pack-films.mjs DATA OUT
// DATA holds nih/, nih-equalised/ and nih-lungs/; test films are never opened.
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { createRandom } from "../../dist/src/core/random.js";
import { PhotoRefused } from "../../dist/src/core/refusal.js";
import { decodePhoto } from "../../dist/src/vision/decode.js";
import { disturb } from "../../dist/src/vision/disturb/disturb.js";
import { HELD_OUT, KINDS } from "../../dist/src/vision/disturb/kinds.js";
import { toSquare } from "../../dist/src/vision/preprocess.js";

const [root, out] = process.argv.slice(2);
if (!out) {
  console.error(
    "pack-films: give the folder of nih/, nih-equalised/ and nih-lungs/, and the folder to write",
  );
  process.exit(2);
}
/** Disturbances that move the film, for learning; those of grey levels are made while learning. */
const MOVING = [
  "film-on-light-box",
  "screen",
  "tilt",
  "rotation",
  "film-on-light-box",
  "screen",
  "translation",
];
/** Disturbances to choose by: every kind but those that are never looked at before the test. */
const CHOOSING = KINDS.filter(
  (kind) => kind !== "identity" && kind !== "composed" && !HELD_OUT.includes(kind),
);
const COPIES = 5;
/** Films of which only the lungs are left: more would not have fitted beside the others. */
const LUNGS = 4800;

/** Rows of a label file. */
async function rowsOf(set) {
  const text = await readFile(join(root, set, "labels.csv"), "utf8");
  const [head, ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(","));
  const at = (column) => head.indexOf(column);
  return rows.map((row) => ({
    set,
    name: row[at("Image Index")],
    findings: row[at("Finding Labels")],
    patient: row[at("Patient ID")],
    split: row[at("split")],
  }));
}

const bytesOf = ({ set, name }) => readFile(join(root, set, "images", name));
const whole = (bytes) => decodePhoto(bytes, { trim: false, straighten: false });
/** As people's photos are read; where that refuses, the whole picture. */
const asRead = (bytes) =>
  decodePhoto(bytes, { straighten: true }).catch((error) => {
    if (error instanceof PhotoRefused) return whole(bytes);
    throw error;
  });
const photographed = async (row, kind, level, seed) =>
  asRead(await disturb(await whole(await bytesOf(row)), kind, level, seed));

function jpeg(film, side, quality) {
  const raw = { width: side, height: side, channels: 1 };
  return sharp(Buffer.from(toSquare(film, side)), { raw })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer();
}

/** NAME.bin, JPEGs one after another, and NAME.json, what each is and where it lies. */
async function pack(name, side, quality, entries) {
  const file = await open(join(out, `${name}.bin`), "w");
  const index = [];
  let start = 0;
  for (const { row, kind, film } of entries) {
    const bytes = await jpeg(await film(), side, quality);
    await file.write(bytes);
    index.push({ ...row, kind, start, length: bytes.length });
    start += bytes.length;
    if (index.length % 500 === 0) console.error(`${name}: ${index.length} of ${entries.length}`);
  }
  await file.close();
  await writeFile(join(out, `${name}.json`), JSON.stringify(index));
}

await mkdir(out, { recursive: true });
const nih = await rowsOf("nih");
const known = new Set(nih.map(({ name }) => name));
const equalised = (await rowsOf("nih-equalised")).filter(({ name }) => !known.has(name));
const films = [...nih, ...equalised].filter(({ split }) => split !== "test");
await pack(
  "films",
  224,
  85,
  films.map((row) => ({ row, kind: "as is", film: async () => asRead(await bytesOf(row)) })),
);
const choose = createRandom(6);
await pack(
  "val",
  224,
  85,
  Array.from({ length: COPIES }, (_, copy) =>
    nih
      .filter(({ split }) => split === "val")
      .map((row, at) => {
        const kind = CHOOSING[choose.integer(CHOOSING.length)];
        const level = 1 + choose.integer(2);
        const seed = 200000 + copy * 1000 + at;
        return { row, kind, film: () => photographed(row, kind, level, seed) };
      }),
  ).flat(),
);
const lungs = (await rowsOf("nih-lungs")).filter(({ split }) => split === "train").slice(0, LUNGS);
await pack(
  "lungs",
  128,
  75,
  lungs.map((row) => ({ row, kind: "lungs", film: async () => whole(await bytesOf(row)) })),
);
const learn = createRandom(5);
await pack(
  "photos",
  224,
  78,
  films
    .filter(({ split }) => split === "train")
    .map((row, at) => {
      const kind = MOVING[at % MOVING.length];
      const level = 1 + learn.integer(3);
      return { row, kind, film: () => photographed(row, kind, level, 100000 + at) };
    }),
);
