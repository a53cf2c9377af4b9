import { crc32, deflateRawSync } from "node:zlib";

/** Pieces of a pickle, written by hand: bytes as they are, texts as opcodes in latin1, numbers as single bytes. */
export function pickle(...parts: (string | number | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => (typeof part === "number" ? Buffer.of(part) : Buffer.from(part as string, "latin1"))),
  );
}

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** A text as pickle's BINUNICODE. */
export const text = (value: string) =>
  Buffer.concat([Buffer.from("X"), uint32(Buffer.byteLength(value)), Buffer.from(value)]);

/** A number as pickle's LONG1 of eight bytes. */
export function long(value: bigint): Buffer {
  const bytes = Buffer.alloc(10);
  bytes[0] = 0x8a;
  bytes[1] = 8;
  bytes.writeBigInt64LE(value, 2);
  return bytes;
}

/** A global's name, as pickle's GLOBAL. */
export const global = (module: string, name: string) => Buffer.from(`c${module}\n${name}\n`);

export type ZipPart = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly deflate?: boolean;
  /** What the directory claims instead of the truth. */
  readonly claimed?: number;
};

/** A zip file, written by hand so that it can lie. */
export function zip(...parts: ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, deflate = false, claimed = bytes.length } of parts) {
    const packed = deflate ? deflateRawSync(bytes) : Buffer.from(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(deflate ? packed.length : claimed, 14);
    common.writeUInt32LE(claimed, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([uint32(0x04034b50), common, Buffer.from(name), packed]);
    directory.push(
      Buffer.concat([
        uint32(0x02014b50),
        Buffer.of(20, 0),
        common,
        Buffer.alloc(10),
        uint32(offset),
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

/** A PyTorch file around a pickle, with storages by their keys. */
export function torchFile(data: Uint8Array, storages: Readonly<Record<string, Uint8Array>> = {}): Buffer {
  return zip(
    { name: "archive/data.pkl", bytes: data },
    ...Object.entries(storages).map(([key, bytes]) => ({ name: `archive/data/${key}`, bytes })),
  );
}

/** A tensor as PyTorch pickles it: a view of a float storage. */
export function tensor({
  key = "0",
  elements,
  offset = 0n,
  shape,
  strides,
}: {
  key?: string;
  elements: bigint;
  offset?: bigint;
  shape: readonly bigint[];
  strides: readonly bigint[];
}): Buffer {
  return pickle(
    global("torch._utils", "_rebuild_tensor_v2"),
    "(",
    "(",
    text("storage"),
    global("torch", "FloatStorage"),
    text(key),
    text("cpu"),
    long(elements),
    "tQ",
    long(offset),
    "(",
    ...shape.map(long),
    "t(",
    ...strides.map(long),
    "t",
    0x89,
    "}tR",
  );
}

/** A state dict with one tensor, under the name of a DenseNet's first kernel. */
export const stateDict = (value: Uint8Array, name = "features.conv0.weight") =>
  pickle(0x80, 2, "}(", text(name), value, "u.");
