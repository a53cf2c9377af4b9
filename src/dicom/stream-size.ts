/** What a code stream says of its own size. */
export type StreamSize = { readonly columns: number; readonly rows: number; readonly samples: number };

/** Start-of-frame markers of JPEG (ITU-T T.81 table B.1) and JPEG-LS: not tables (C4), reserved (C8) or arithmetic (CC). */
const isFrame = (marker: number) =>
  marker === 0xf7 || (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker));

/** Reads the frame header of a JPEG or JPEG-LS stream; undefined where there is none before the first scan. */
export function jpegSize(stream: Uint8Array): StreamSize | undefined {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (stream.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 4 <= stream.byteLength; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) {
      at += 1;
      continue;
    }
    if (marker < 0xff01 || marker === 0xffda || marker === 0xffd9) return undefined;
    if (isFrame(marker & 0xff) && at + 10 <= stream.byteLength) {
      return {
        rows: view.getUint16(at + 5),
        columns: view.getUint16(at + 7),
        samples: view.getUint8(at + 9),
      };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Reads the size segment of a JPEG 2000 code stream, which comes first (ITU-T T.800 A.5.1), or of one in a JP2 file. */
export function jpeg2000Size(stream: Uint8Array): StreamSize | undefined {
  const start = Buffer.from(stream.buffer, stream.byteOffset, Math.min(stream.byteLength, 4096)).indexOf(
    "ff4fff51",
    "hex",
  );
  if (start < 0 || start + 42 > stream.byteLength) return undefined;
  const view = new DataView(stream.buffer, stream.byteOffset + start, 42);
  return {
    columns: view.getUint32(8) - view.getUint32(16),
    rows: view.getUint32(12) - view.getUint32(20),
    samples: view.getUint16(40),
  };
}
