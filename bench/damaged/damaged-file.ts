import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/config/paths.ts";
import { createRandom, type Random } from "../../src/core/random.ts";
import { unreachable } from "../../src/core/unreachable.ts";
import { EXPLICIT_LITTLE } from "../../src/dicom/dicom-picture.ts";
import { readDicom } from "../../src/dicom/read-dicom.ts";
import { writeDicom } from "../../src/dicom/write-dicom.ts";
import { pngFile } from "./png-file.ts";
import { damageFile, randomBytes } from "./wound-file.ts";

/** Ways in which a file is damaged or hostile. */
export const DAMAGES = ["wounds", "cut short", "spliced", "wrong number", "bomb", "false DICOM"] as const;
export type Damage = (typeof DAMAGES)[number];

/** How much of its beginning is taken for a file's header: half of the damage falls there. */
const HEADER = 1_400;
/** Numbers that lengths and sizes are made to say. */
const HOSTILE = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff] as const;
const DICOM_SYNTAXES = [
  EXPLICIT_LITTLE,
  "1.2.840.10008.1.2.4.50",
  "1.2.840.10008.1.2.4.70",
  "1.2.840.10008.1.2.4.80",
  "1.2.840.10008.1.2.4.90",
  "1.2.840.10008.1.2.5",
  "1.2.840.10008.1.2.1.99",
] as const;

const pick = <T>(from: readonly T[], random: Random): T => from[random.integer(from.length)]!;

function filesOf(folder: string, ending: RegExp): Buffer[] {
  const path = join(PACKAGE_ROOT, "test", "fixtures", folder);
  return readdirSync(path)
    .filter((name) => ending.test(name))
    .toSorted()
    .map((name) => readFileSync(join(path, name)));
}

/** A number somewhere in the header overwritten with another, in either byte order. */
function withWrongNumber(file: Uint8Array, random: Random): Buffer {
  const bytes = Buffer.from(file);
  for (let lie = 0; lie <= random.integer(3); lie += 1) {
    const width = pick([1, 2, 4] as const, random);
    const at = random.integer(Math.max(1, Math.min(HEADER, bytes.length) - width));
    if (at + width > bytes.length) break;
    const value = pick(HOSTILE, random) % 2 ** (8 * width);
    if (random.next() < 0.5) bytes.writeUIntBE(value, at, width);
    else bytes.writeUIntLE(value, at, width);
  }
  return bytes;
}

/** The beginning of one file and the end of another, of the same or another format. */
function spliced(one: Uint8Array, other: Uint8Array, random: Random): Buffer {
  const head = one.subarray(
    0,
    random.integer(random.next() < 0.5 ? Math.min(HEADER, one.length) : one.length),
  );
  return Buffer.concat([head, other.subarray(random.integer(other.length))]);
}

/** A DICOM file that claims what is not so: sizes, bits, signs, syntax; or whose stream is rubbish; private tags around it. */
async function falseDicom(file: Uint8Array, random: Random): Promise<Uint8Array> {
  const picture = await readDicom(file);
  const size = () => pick([0, 1, 199, 200, 204, 4_000, 65_535] as const, random);
  const rubbish = random.next() < 0.4;
  const written = await writeDicom({
    header: {
      ...picture.header,
      ...(random.next() < 0.5 ? { rows: size() } : {}),
      ...(random.next() < 0.5 ? { columns: size() } : {}),
      ...(random.next() < 0.3 ? { bitsStored: pick([0, 1, 8, 12, 16, 17, 32], random) } : {}),
      ...(random.next() < 0.3 ? { samples: pick([0, 1, 2, 3, 4], random) } : {}),
      ...(random.next() < 0.2 ? { signed: true } : {}),
      ...(random.next() < 0.1 ? { frames: pick([0, 2, 65_535], random) } : {}),
    },
    syntax: random.next() < 0.4 ? pick(DICOM_SYNTAXES, random) : picture.syntax,
    pixels: rubbish ? randomBytes(1 + random.integer(20_000), random.integer(2 ** 31)) : picture.pixels,
  });
  if (random.next() < 0.5) return written;
  // Private elements before the rest, one of them longer than the file.
  const secret = Buffer.from("090010004c4f0c0053454352455420504150455209000110554e0000ffffff7f", "hex");
  const at = 132 + random.integer(Math.max(1, written.byteLength - 132));
  return Buffer.concat([written.subarray(0, at), secret, written.subarray(at)]);
}

/** Files of a few kilobytes that claim, or hold, far more than a photo. */
function createBombs(): Buffer[] {
  const giant = pngFile(20_000, 20_000, Buffer.alloc(20_000 * 2_501), { bits: 1 });
  const deep = pngFile(65_535, 65_535, Buffer.alloc(4_000), { bits: 16, colour: 2 });
  const gif = Buffer.concat([
    Buffer.from("GIF89affffffff", "latin1").subarray(0, 6),
    Buffer.from("fffffffff70000", "hex"),
    Buffer.alloc(900, 0x2c),
  ]);
  const flat = pngFile(7_000, 8_000, Buffer.alloc(7_001 * 8_000));
  const nested = Buffer.concat([
    Buffer.alloc(128),
    Buffer.from("DICM"),
    ...Array<Buffer>(2_000).fill(Buffer.from("0900011053510000fffffffffeff00e0ffffffff", "hex")),
  ]);
  return [giant, deep, gif, flat, nested];
}

/** Makes damaged files by number: the same number is the same file on every machine. */
export function createDamagedFiles(
  seed: number,
): (number: number) => Promise<{ damage: Damage; bytes: Uint8Array }> {
  const dicoms = filesOf("dicom", /\.dcm$/);
  const seeds = [...filesOf("photos", /\.(jpg|png|tif|gif|webp|bmp)$/), ...dicoms];
  const bombs = createBombs();
  const make = (damage: Damage, random: Random): Uint8Array | Promise<Uint8Array> => {
    const file = pick(seeds, random);
    switch (damage) {
      case "wounds":
        return damageFile(file, random, { header: HEADER });
      case "cut short":
        return file.subarray(0, random.integer(file.length));
      case "spliced":
        return spliced(file, pick(seeds, random), random);
      case "wrong number":
        return withWrongNumber(file, random);
      case "bomb": {
        const bomb = pick(bombs, random);
        return random.next() < 0.5 ? bomb : damageFile(bomb, random, { header: 64 });
      }
      case "false DICOM":
        return falseDicom(pick(dicoms, random), random);
      default:
        return unreachable(damage);
    }
  };
  return async (number) => {
    const random = createRandom(seed + number);
    // Bombs are the dearest, and few are as good as many.
    const damage =
      random.next() < 0.02
        ? "bomb"
        : pick(
            DAMAGES.filter((kind) => kind !== "bomb"),
            random,
          );
    return { damage, bytes: await make(damage, random) };
  };
}
