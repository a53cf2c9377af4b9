import { describe, expect, test } from "vitest";
import { readDicom } from "../../../src/dicom/read-dicom.ts";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { openCodec } from "../../../src/vision/dicom/codec.ts";
import { readSamples } from "../../../src/vision/dicom/read-samples.ts";
import { toLevels } from "../../../src/vision/dicom/to-levels.ts";
import { dicomFile, EXPECTED, furthest, greysOf, valuesOf } from "./dicom-fixtures.ts";

const FILES = Object.entries(EXPECTED.files);

async function open(name: string) {
  const picture = await readDicom(dicomFile(name));
  return { picture, ...readSamples(picture, await openCodec()) };
}

describe("a DICOM file's stored values are those that dcmtk or GDCM read from it", () => {
  test.each(FILES)("%s", async (name, { values, lossy = 0 }) => {
    const { picture, values: found } = await open(name);
    expect(picture.header).toMatchObject({ rows: EXPECTED.rows, columns: EXPECTED.columns });
    expect(furthest(found, valuesOf(values))).toBeLessThanOrEqual(lossy);
  });
});

describe("its greys are those that dcmtk shows under the file's own window", () => {
  test.each(FILES.filter(([, { greys }]) => greys !== undefined))("%s", async (name, { greys }) => {
    const { picture, values } = await open(name);
    // Rounded there where it is cut off here, or the other way round.
    expect(furthest(toLevels(values, picture.header), greysOf(greys!))).toBeLessThanOrEqual(1);
  });
});

test("a film goes the same way through its thread, trimmed or not, and says what it was", async () => {
  const film = await decodePhoto(dicomFile("jpeg-2000-signed-12"), { trim: false });
  expect(film).toMatchObject({ width: EXPECTED.columns, height: EXPECTED.rows, source: { format: "dicom" } });
  const { greys } = EXPECTED.files["jpeg-2000-signed-12"]!;
  expect(furthest(film.gray, greysOf(greys!))).toBeLessThanOrEqual(1);
});
