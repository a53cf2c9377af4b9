import { readFileSync } from "node:fs";

const ELEMENTS = { "<f4": Float32Array, "<f8": Float64Array } as const;

/** Reads a float `.npy` file (NumPy's format 1.0, little-endian, C order). */
export function readNpy(path: string): { shape: number[]; data: Float32Array } {
  const file = readFileSync(path);
  const start = 10 + file.readUInt16LE(8);
  const header = file.subarray(10, start).toString("latin1");
  const [, descriptor = ""] = /'descr': '([^']+)'/.exec(header) ?? [];
  const [, list = ""] = /'shape': \(([^)]*)\)/.exec(header) ?? [];
  const shape = list.split(",").filter((size) => size.trim() !== "");
  const elements = ELEMENTS[descriptor as keyof typeof ELEMENTS];
  if (!elements || !header.includes("'fortran_order': False")) throw new Error(`${path}: ${header}`);
  return {
    shape: shape.map(Number),
    data: Float32Array.from(new elements(Uint8Array.from(file.subarray(start)).buffer)),
  };
}
