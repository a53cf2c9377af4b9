import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

const FOLDER = new URL("../../fixtures/dicom/", import.meta.url);

type Expected = {
  readonly rows: number;
  readonly columns: number;
  readonly files: Record<string, { values: string; greys?: string; lossy?: number }>;
};

/** What dcmtk and GDCM read from each file, as `make.py` noted it. */
export const EXPECTED = JSON.parse(readFileSync(new URL("expected.json", FOLDER), "utf8")) as Expected;

/** A file that `make.py` made, as every other one with the same made-up patient. */
export const dicomFile = (name: string) => readFileSync(new URL(`${name}.dcm`, FOLDER));

const plane = (name: string) => inflateSync(readFileSync(new URL(`planes/${name}`, FOLDER)));

export function valuesOf(name: string): Int32Array {
  const bytes = plane(name);
  return Int32Array.from({ length: bytes.byteLength / 4 }, (_, at) => bytes.readInt32LE(at * 4));
}

export const greysOf = (name: string): Uint8Array => plane(name);

/** Everything in the files that says who the patient is, or where, when and by whom they were seen. */
export const SECRETS = [
  "Wilhelm",
  "Roentgen",
  "1895",
  "1845",
  "Wuerzburg",
  "Rosa",
  "Referring",
  "STATION",
  "SECRET",
  "Paula",
  "Private",
  "Comment",
  "1.2.276",
] as const;

/** The largest difference between two planes. */
export function furthest(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let at = 0; at < one.length; at += 1) most = Math.max(most, Math.abs(one[at]! - other[at]!));
  return most;
}
