import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Refusal, RefusalDetail } from "../../../src/core/refusal.ts";
import { PhotoRefused } from "../../../src/core/refusal.ts";
import type { DicomHeader, DicomPicture } from "../../../src/dicom/dicom-picture.ts";
import { EXPLICIT_LITTLE } from "../../../src/dicom/dicom-picture.ts";
import { readDicom } from "../../../src/dicom/read-dicom.ts";
import { withoutPatient } from "../../../src/dicom/without-patient.ts";
import { writeDicom } from "../../../src/dicom/write-dicom.ts";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { runPixelThread } from "../../../src/vision/dicom/run-pixel-thread.ts";
import { toLevels } from "../../../src/vision/dicom/to-levels.ts";
import { withoutMetadata } from "../../../src/vision/without-metadata.ts";
import { dicomFile, EXPECTED, furthest, SECRETS, valuesOf } from "./dicom-fixtures.ts";

async function refusalOf(bytes: Uint8Array): Promise<PhotoRefused> {
  const outcome = await decodePhoto(bytes).catch((error: unknown) => error);
  if (outcome instanceof PhotoRefused) return outcome;
  throw outcome instanceof Error ? outcome : new Error("the file was read");
}

/** The file with some of its claims changed. */
async function claiming(name: string, claims: Partial<DicomHeader>, pixels?: Uint8Array) {
  const picture = await readDicom(dicomFile(name));
  return writeDicom({
    ...picture,
    header: { ...picture.header, ...claims },
    pixels: pixels ?? picture.pixels,
  });
}

/** A JPEG 2000 stream of 4,800 x 4,800 in tiles of one pixel. */
async function tinyTiles(): Promise<Uint8Array> {
  const { pixels } = await readDicom(dicomFile("jpeg-2000-12"));
  const stream = Buffer.from(pixels);
  const size = stream.indexOf("ff51", "hex");
  for (const at of [6, 10]) stream.writeUInt32BE(4_800, size + at);
  for (const at of [22, 26]) stream.writeUInt32BE(1, size + at);
  return claiming("jpeg-2000-12", { rows: 4_800, columns: 4_800 }, stream);
}

type Refused = [
  name: string,
  bytes: () => Promise<Uint8Array> | Uint8Array,
  refusal: Refusal,
  detail?: RefusalDetail,
];
const DICOM: RefusalDetail = { format: "dicom" };

describe("a DICOM file that is no film, or none that can be read, is refused with a reason", () => {
  test.each<Refused>([
    ["computed tomography", () => dicomFile("ct"), "not-an-x-ray"],
    ["magnetic resonance", () => dicomFile("mr"), "not-an-x-ray"],
    ["a lateral view by its position", () => dicomFile("lateral"), "not-frontal"],
    ["a lateral view by its code", () => dicomFile("lateral-by-code"), "not-frontal"],
    ["colours from a palette", () => dicomFile("palette"), "unsupported-format", DICOM],
    ["two frames", () => dicomFile("two-frames"), "unsupported-format", DICOM],
    [
      "a video",
      async () => retagged("jpeg-baseline-8", "1.2.840.10008.1.2.4.102"),
      "unsupported-format",
      DICOM,
    ],
    ["32 bits a sample", () => claiming("explicit-12", { bitsAllocated: 32 }), "unsupported-format", DICOM],
    ["zero rows", () => claiming("explicit-12", { rows: 0 }), "unreadable"],
    ["zero columns", () => claiming("jpeg-ls-12", { columns: 0 }), "unreadable"],
    ["65535 x 65535", () => claiming("explicit-12", { rows: 65_535, columns: 65_535 }), "too-large"],
    [
      "65535 x 65535, compressed",
      () => claiming("jpeg-2000-12", { rows: 65_535, columns: 65_535 }),
      "too-large",
    ],
    ["150 rows", () => claiming("explicit-12", { rows: 150 }), "too-small"],
    ["more rows than there are", () => claiming("explicit-12", { rows: 201 }), "unreadable"],
    [
      "more rows than the stream has",
      () => claiming("jpeg-ls-12", { rows: 4_000, columns: 4_000 }),
      "unreadable",
    ],
    ["more rows than the runs fill", () => claiming("rle-12", { rows: 4_000, columns: 4_000 }), "unreadable"],
    ["more bits stored than there are", () => claiming("explicit-12", { bitsStored: 17 }), "unreadable"],
    ["no bits stored", () => claiming("explicit-12", { bitsStored: 0 }), "unreadable"],
    ["rubbish for a stream", () => claiming("jpeg-2000-12", {}, Buffer.alloc(9_000, 0x5a)), "unreadable"],
    ["an empty stream", () => claiming("rle-12", {}, Buffer.alloc(0)), "unreadable"],
    ["a stream of another kind", () => retagged("jpeg-2000-12", "1.2.840.10008.1.2.4.80"), "unreadable"],
    ["a stream of which half came", async () => halved("jpeg-lossless-12"), "unreadable"],
    ["23 million tiles", tinyTiles, "unreadable"],
    ["half a file", () => dicomFile("explicit-12").subarray(0, 40_000), "unreadable"],
    ["sequences within sequences", () => nested(100_000), "unreadable"],
    ["half a million elements", () => crowded(500_000), "unreadable"],
  ])("%s", async (_, bytes, refusal, detail = {}) => {
    const begun = process.cpuUsage();
    expect(await refusalOf(await bytes())).toMatchObject({ refusal, detail });
    // Five seconds of a processor's time: what else runs on the machine does not count.
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1e6).toBeLessThan(5);
  });
});

async function retagged(name: string, syntax: string) {
  return writeDicom({ ...(await readDicom(dicomFile(name))), syntax });
}
async function halved(name: string) {
  const { pixels } = await readDicom(dicomFile(name));
  return claiming(name, {}, pixels.subarray(0, pixels.byteLength >> 1));
}
const PREAMBLE = Buffer.concat([Buffer.alloc(128), Buffer.from("DICM")]);
/** Sequences and items without an end, one in the other. */
function nested(depth: number) {
  const level = Buffer.from("0900011053510000fffffffffeff00e0ffffffff", "hex");
  return Buffer.concat([PREAMBLE, ...Array<Buffer>(depth).fill(level)]);
}
function crowded(count: number) {
  const one = Buffer.from("090001104c4f0000", "hex");
  return Buffer.concat([PREAMBLE, ...Array<Buffer>(count).fill(one)]);
}

describe("a thread that decodes", () => {
  const folder = mkdtemp(join(tmpdir(), "thread-"));
  afterAll(async () => rm(await folder, { recursive: true }));

  const START = 'Atomics.store(workerData.started, 0, 1); parentPort.postMessage("ready");';
  async function withThread(body: string, milliseconds = 30_000): Promise<unknown> {
    const program = join(await folder, "thread.mjs");
    await writeFile(program, `import { parentPort, workerData } from "node:worker_threads";\n${body}`);
    const picture = await readDicom(dicomFile("jpeg-2000-12"));
    return runPixelThread(picture, { program, milliseconds }).catch((error: unknown) => error);
  }

  test.each([
    ["loops for ever", "for (;;);", "too-large"],
    ["ends", "process.exit(3);", "unreadable"],
    ["throws", 'throw new Error("RuntimeError: unreachable");', "unreadable"],
    [
      "takes all memory",
      "const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()));",
      "unreadable",
    ],
  ])("and %s costs one refusal", async (_, body, refusal) => {
    const patience = refusal === "too-large" ? 1_000 : 30_000;
    const outcome = await withThread(`${START} ${body}`, patience);
    expect(outcome).toBeInstanceOf(PhotoRefused);
    expect(outcome).toMatchObject({ refusal });
  });

  test("and does not start is our fault, not the file's", async () => {
    const outcome = await withThread('import "./not-there.mjs";');
    expect(outcome).not.toBeInstanceOf(PhotoRefused);
    expect(outcome).toMatchObject({
      message: expect.stringMatching(/did not start/),
      code: "THREAD_NOT_STARTED",
    });
  });
});

describe("greys of a file without a window", () => {
  const header = (claims: Partial<DicomHeader> = {}): DicomHeader => ({
    rows: 1,
    columns: 1,
    samples: 1,
    photometric: "MONOCHROME2",
    planar: false,
    frames: 1,
    bitsAllocated: 16,
    bitsStored: 12,
    highBit: 11,
    signed: false,
    ...claims,
  });

  test("span all but the outermost hundredth of its pixels, padding left out and black", () => {
    const values = Int32Array.from({ length: 1_000 }, (_, at) =>
      at < 998 ? 1_000 + at : 4_095 * (at - 998),
    );
    const padded = Int32Array.from([...values, ...Array<number>(500).fill(4_000)]);
    const levels = toLevels(padded, header({ padding: 4_000 }));
    expect([levels[0], levels[500], levels[997], levels[999], levels[1_200]]).toEqual([0, 128, 255, 255, 0]);
  });

  test("of eight bits are its values", () => {
    const values = Int32Array.from({ length: 100 }, (_, at) => at);
    const eight = { bitsAllocated: 8, bitsStored: 8, highBit: 7 };
    expect([...toLevels(values, header(eight))]).toEqual([...values]);
    expect(toLevels(values, header({ ...eight, photometric: "MONOCHROME1" }))[99]).toBe(156);
  });

  test("with a table are the table's", async () => {
    const { header: about } = await readDicom(dicomFile("voi-lut-10"));
    const values = valuesOf(EXPECTED.files["voi-lut-10"]!.values);
    const wanted = values.map((value) => Math.round(255 * (value / 1_023) ** 2));
    expect(furthest(toLevels(values, about), wanted)).toBeLessThanOrEqual(1);
  });
});

test("colours of a scanned film become grey, and their spread is kept", async () => {
  const film = await decodePhoto(dicomFile("rgb-8"), { trim: false });
  expect(film).toMatchObject({ width: EXPECTED.columns, height: EXPECTED.rows });
  expect(film.saturation).toBeGreaterThan(0.1);
});

describe("a colour JPEG in a DICOM file", () => {
  const mean = (a: Uint8Array, b: Uint8Array) =>
    a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;

  test.each(["jpeg-rgb-8", "jpeg-ybr-8"])(
    "%s is what dcmtk compressed, as it is and stripped",
    async (name) => {
      const wanted = await decodePhoto(dicomFile("rgb-8"), { trim: false });
      for (const file of [dicomFile(name), await withoutPatient(dicomFile(name))]) {
        const film = await decodePhoto(file, { trim: false });
        expect(film).toMatchObject({
          width: EXPECTED.columns,
          height: EXPECTED.rows,
          source: { format: "dicom" },
        });
        expect(mean(film.gray, wanted.gray)).toBeLessThan(2);
        expect(film.saturation).toBeCloseTo(wanted.saturation, 1);
      }
    },
  );

  test("made by img2dcm is the photo it was made of", async () => {
    const photo = readFileSync(new URL("../../fixtures/photos/colour.jpg", import.meta.url));
    const film = await decodePhoto(dicomFile("jpeg-colour-8"));
    expect(mean(film.gray, (await decodePhoto(photo)).gray)).toBeLessThan(0.5);
  });

  test("is refused when it ends early, is of another size, or is packed so that it is not read", async () => {
    expect(await refusalOf(await halved("jpeg-colour-8"))).toMatchObject({ refusal: "unreadable" });
    expect(await refusalOf(await claiming("jpeg-colour-8", { rows: 299 }))).toMatchObject({
      refusal: "unreadable",
    });
    expect(await refusalOf(await retagged("jpeg-colour-8", "1.2.840.10008.1.2.4.70"))).toMatchObject({
      refusal: "unsupported-format",
      detail: DICOM,
    });
  });
});

test("an exported film is a plain JPEG that names nobody", async () => {
  const jpeg = await withoutMetadata(dicomFile("chest"));
  expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(SECRETS.filter((secret) => jpeg.includes(secret))).toEqual([]);
});

test("a header claims nothing that the file did not say", async () => {
  const { header } = await readDicom(dicomFile("signed-12"));
  expect(header).toMatchObject({
    signed: true,
    bitsStored: 12,
    modality: "CR",
    view: "frontal",
    rescale: { slope: 1.5, intercept: -24 },
    window: { centre: -100, width: 1_800, shape: "LINEAR" },
  } satisfies Partial<DicomPicture["header"]>);
  const bare = await writeDicom({
    header: { ...header, rows: 0 },
    syntax: EXPLICIT_LITTLE,
    pixels: Buffer.alloc(0),
  });
  expect((await readDicom(bare)).header.rows).toBe(0);
});
