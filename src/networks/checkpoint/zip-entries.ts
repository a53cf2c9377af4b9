import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { showName } from "../printable.ts";
import { CheckpointError } from "./checkpoint-error.ts";

const STORED = 0;
const DEFLATED = 8;
const MOST_ENTRIES = 100_000;
/** PyTorch stores its entries as they are; floats that someone compressed later shrink a little. */
const MOST_EXPANSION = 4;

function unpack(file: Buffer, start: number, entry: Entry): Uint8Array {
  const packed = file.subarray(start, start + entry.compressedSize);
  if (entry.compressionMethod === STORED) return packed;
  if (entry.compressionMethod !== DEFLATED) {
    throw new CheckpointError(`its part ${showName(entry.fileName)} is packed in a way not supported`);
  }
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
}

async function readEntries(zip: ZipFile, file: Buffer): Promise<Map<string, Uint8Array>> {
  const entries = new Map<string, Uint8Array>();
  let claimed = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize } = entry;
    claimed += uncompressedSize;
    if (claimed > MOST_EXPANSION * file.length || entries.size >= MOST_ENTRIES) {
      throw new CheckpointError("it unpacks to far more than its size, as only a zip bomb does");
    }
    if (entries.has(fileName)) throw new CheckpointError(`it holds two parts called ${showName(fileName)}`);
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const bytes = unpack(file, fileDataStart, entry);
    if (bytes.length !== uncompressedSize || crc32(bytes) !== entry.crc32) {
      throw new CheckpointError(
        `its part ${showName(fileName)} is damaged (the checksum differs); fetch the file again`,
      );
    }
    entries.set(fileName, bytes);
  }
  return entries;
}

/**
 * Reads all entries of a zip file by name, within bounds of number and size. Nothing is written anywhere, so a name can
 * lead nowhere. Entries stored as they are come as views of `file`.
 *
 * @throws {CheckpointError} for a file that is damaged, cut short, or unpacks to more than it should
 */
export async function readZipEntries(file: Buffer): Promise<Map<string, Uint8Array>> {
  let zip: ZipFile | undefined;
  try {
    zip = await fromBufferPromise(file, { strictFileNames: true });
    return await readEntries(zip, file);
  } catch (cause) {
    if (cause instanceof CheckpointError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(
      `it is a damaged or incomplete zip file (${showName(reason, 160)}); fetch it again`,
      {
        cause,
      },
    );
  } finally {
    zip?.close();
  }
}
