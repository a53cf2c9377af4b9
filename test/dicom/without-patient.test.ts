import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bareStream } from "../../src/dicom/bare-stream.ts";
import { compressionOf } from "../../src/dicom/dicom-picture.ts";
import { readDicom } from "../../src/dicom/read-dicom.ts";
import { withoutPatient } from "../../src/dicom/without-patient.ts";
import { writeDicom } from "../../src/dicom/write-dicom.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import { dicomFile, EXPECTED, SECRETS } from "../vision/dicom/dicom-fixtures.ts";

const DEFLATED = /^(deflated-12|signed-12|monochrome1-10|high-bit-10|no-window-12|sigmoid-12|voi-lut-10)$/;
const secretsIn = (bytes: Uint8Array) =>
  SECRETS.filter((secret) => Buffer.from(bytes).includes(secret, 0, "latin1"));

describe("what is stored of a DICOM file says nothing of its patient and reads the same", () => {
  test.each(Object.keys(EXPECTED.files))("%s", async (name) => {
    const file = dicomFile(name);
    // The test would prove nothing of a file in which nobody is named.
    if (!DEFLATED.test(name)) expect(secretsIn(file)).toEqual([...SECRETS]);
    const stored = await withoutPatient(file);
    expect(secretsIn(stored)).toEqual([]);
    const [before, after] = [await readDicom(file), await readDicom(stored)];
    expect(after.header).toEqual(before.header);
    const kind = compressionOf(before.syntax);
    const kept = kind ? bareStream(before.pixels, kind)! : before.pixels;
    expect(Buffer.compare(after.pixels.subarray(0, kept.byteLength), kept)).toBe(0);
    const [film, again] = [
      await decodePhoto(file, { trim: false }),
      await decodePhoto(stored, { trim: false }),
    ];
    expect(Buffer.compare(again.gray, film.gray)).toBe(0);
    expect(secretsIn(Buffer.from(JSON.stringify(after.header)))).toEqual([]);
    // Again, as after a crash: nothing changes.
    expect(Buffer.compare(await withoutPatient(stored), stored)).toBe(0);
  });
});

test("a preamble that poses as another picture, a thumbnail and what lies behind the pixels are left behind", async () => {
  const tiff = readFileSync("test/fixtures/photos/gray.tif");
  const file = Buffer.concat([dicomFile("explicit-12"), Buffer.from("Roentgen^Wilhelm")]);
  tiff.copy(file, 0, 0, 128);
  const stored = await withoutPatient(file);
  expect(secretsIn(stored)).toEqual([]);
  expect(stored.subarray(0, 128).every((byte) => byte === 0)).toBe(true);
  expect((await decodePhoto(file, { trim: false })).source.format).toBe("dicom");
});

/** The file with its pixels changed, its words as they were. */
async function withPixels(name: string, change: (pixels: Buffer) => Uint8Array, syntax?: string) {
  const picture = await readDicom(dicomFile(name));
  return writeDicom({
    ...picture,
    syntax: syntax ?? picture.syntax,
    pixels: change(Buffer.from(picture.pixels)),
  });
}

const NAME = Buffer.from("Roentgen^Wilhelm");
const segment = (marker: number) =>
  Buffer.concat([Buffer.from([0xff, marker, 0, NAME.byteLength + 2]), NAME]);
const insertAt = (bytes: Buffer, at: number, more: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
const tileAt = (stream: Buffer) => stream.indexOf("ff90000a", "hex");
/** A comment in the header of the first tile part, whose length grows by it. */
function inTile(stream: Buffer): Buffer {
  const tile = tileAt(stream);
  const length = stream.readUInt32BE(tile + 6);
  if (length > 0) stream.writeUInt32BE(length + segment(0x64).byteLength, tile + 6);
  return insertAt(stream, tile + 12, segment(0x64));
}

describe("a code stream is stored without what is no picture", () => {
  test.each<[string, string, (stream: Buffer) => Uint8Array]>([
    ["a comment in a JPEG", "jpeg-baseline-8", (it) => insertAt(it, 2, segment(0xfe))],
    ["application data in a JPEG", "jpeg-lossless-12", (it) => insertAt(it, 2, segment(0xe1))],
    ["a comment in a JPEG-LS", "jpeg-ls-12", (it) => insertAt(it, 2, segment(0xfe))],
    ["a comment in a JPEG 2000", "jpeg-2000-12", (it) => insertAt(it, tileAt(it), segment(0x64))],
    ["a comment in a tile of a JPEG 2000", "jpeg-2000-12", inTile],
    ["what stands before a JPEG 2000", "jpeg-2000-12", (it) => Buffer.concat([NAME, it])],
    ...["jpeg-extended-12", "jpeg-ls-near-12", "jpeg-2000-lossy-12"].map(
      (name): [string, string, (stream: Buffer) => Uint8Array] => [
        `what follows the end of ${name}, marked as an end itself`,
        name,
        (it) => Buffer.concat([it, NAME, Buffer.of(0xff, 0xd9)]),
      ],
    ),
  ])("%s", async (_, name, change) => {
    const file = await withPixels(name, change);
    expect(secretsIn(file)).toEqual(["Wilhelm", "Roentgen"]);
    const stored = await withoutPatient(file);
    expect(secretsIn(stored)).toEqual([]);
    const film = await decodePhoto(dicomFile(name), { trim: false });
    expect(Buffer.compare((await decodePhoto(stored, { trim: false })).gray, film.gray)).toBe(0);
    expect(Buffer.compare(await withoutPatient(stored), stored)).toBe(0);
  });

  test.each(["jpeg-baseline-8", "jpeg-ls-12", "jpeg-2000-12"])(
    "what is no stream at all: %s",
    async (name) => {
      const stored = await withoutPatient(
        await withPixels(name, () => Buffer.concat([Buffer.from("%PDF "), NAME])),
      );
      expect(secretsIn(stored)).toEqual([]);
      await expect(decodePhoto(stored)).rejects.toMatchObject({ refusal: "unreadable" });
    },
  );

  test("what is packed in a way that is not read, and the name of that way", async () => {
    const file = await withPixels("jpeg-baseline-8", () => NAME, "Roentgen^Wilhelm");
    expect(secretsIn(file)).toEqual(["Wilhelm", "Roentgen"]);
    const stored = await withoutPatient(file);
    expect(secretsIn(stored)).toEqual([]);
    await expect(decodePhoto(stored)).rejects.toMatchObject({ refusal: "unsupported-format" });
  });
});

test("another photo is stored as it came", async () => {
  const photo = readFileSync("test/fixtures/photos/hostile-exif.jpg");
  expect(await withoutPatient(photo)).toBe(photo);
});

test("of a file that cannot be read nothing is stored, and it is refused for the reason it has", async () => {
  const cut = dicomFile("explicit-12").subarray(0, 1000);
  const stored = await withoutPatient(cut);
  expect(secretsIn(cut)).toContain("Wilhelm");
  expect(secretsIn(stored)).toEqual([]);
  await expect(decodePhoto(stored)).rejects.toMatchObject({ refusal: "unreadable" });

  const whole = dicomFile("deflated-12");
  const bomb = Buffer.concat([
    whole.subarray(0, await metaEnd(whole)),
    deflateRawSync(Buffer.alloc(200_000_000)),
  ]);
  const small = await withoutPatient(bomb);
  expect(small.byteLength).toBeLessThan(1_000);
  await expect(decodePhoto(bomb)).rejects.toMatchObject({ refusal: "too-large" });
  await expect(decodePhoto(small)).rejects.toMatchObject({ refusal: "too-large" });
});

/** The file meta information begins with its own length. */
async function metaEnd(file: Buffer): Promise<number> {
  return 132 + 12 + file.readUInt32LE(140);
}
