import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readDicom } from "../../src/dicom/read-dicom.ts";
import { withoutPatient } from "../../src/dicom/without-patient.ts";
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
    expect(Buffer.compare(after.pixels.subarray(0, before.pixels.byteLength), before.pixels)).toBe(0);
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
