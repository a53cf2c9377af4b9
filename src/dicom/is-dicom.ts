/** Where the "DICM" of a file with a preamble stands. */
const MAGIC_AT = 128;

/** Where the first element begins: after the preamble, or at once in files that were written without one. */
export function startOfDicom(bytes: Uint8Array): number | undefined {
  if (textAt(bytes, MAGIC_AT, 4) === "DICM") return MAGIC_AT + 4;
  if (bytes.byteLength < 16) return undefined;
  const [group, high, element, above] = bytes;
  // File meta information, always explicit; else group 8 with its length, character set, image type or SOP class first.
  const meta = group === 2 && high === 0 && element === 0 && above === 0 && textAt(bytes, 4, 2) === "UL";
  const data = group === 8 && high === 0 && above === 0 && [0x00, 0x05, 0x08, 0x16].includes(element!);
  return meta || data ? 0 : undefined;
}

/** Tells a DICOM file by its first bytes, whatever a preamble makes of itself: it may pose as a TIFF. */
export function isDicom(bytes: Uint8Array): boolean {
  return startOfDicom(bytes) !== undefined;
}

export function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
