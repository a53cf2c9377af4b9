import { parentPort, workerData } from "node:worker_threads";
import { PhotoRefused } from "../../core/refusal.ts";
import { type DicomPicture, isPlain } from "../../dicom/dicom-picture.ts";
import { type Codec, openCodec } from "./codec.ts";
import { readSamples, type StoredValues } from "./read-samples.ts";
import type { PixelAnswer, PixelTask } from "./run-pixel-thread.ts";
import { toLevels } from "./to-levels.ts";

/** Colours as raw pixels are laid out: red, green and blue of one pixel side by side. */
function interleaved(values: StoredValues, samples: number, planar: boolean): Uint8Array {
  if (!planar) return Uint8Array.from(values);
  const area = values.length / samples;
  const pixels = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    pixels[at] = values[(at % samples) * area + Math.floor(at / samples)]!;
  }
  return pixels;
}

function decode(picture: DicomPicture, codec: Codec | undefined): Uint8Array {
  const { values, planar } = readSamples(picture, codec);
  const { samples } = picture.header;
  return samples === 1 ? toLevels(values, picture.header) : interleaved(values, samples, planar);
}

// One thread, one picture: its composition root. What fails before it has started is our fault; after that, the file's.
const { picture, started } = workerData as PixelTask;
const codec = isPlain(picture.syntax) ? undefined : await openCodec();
const answer = (content: PixelAnswer) =>
  parentPort?.postMessage(
    content,
    typeof content === "object" && "pixels" in content ? [content.pixels.buffer as ArrayBuffer] : [],
  );
Atomics.store(started, 0, 1);
answer("ready");
try {
  answer({ pixels: decode(picture, codec) });
} catch (error) {
  if (!(error instanceof PhotoRefused)) throw error;
  answer({ refusal: error.refusal });
}
