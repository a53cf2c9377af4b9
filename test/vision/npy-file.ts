import { readFileSync } from "node:fs";

/** Reads the values of a float32 `.npy` file (version 1, little-endian, C order). */
export function readFloats(path: string): Float32Array {
  const file = readFileSync(path);
  const start = 10 + file.readUInt16LE(8);
  return new Float32Array(Uint8Array.from(file.subarray(start)).buffer);
}
