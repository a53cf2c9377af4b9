import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { DicomHeader } from "../../dicom/dicom-picture.ts";

/** What the codec may have in memory: four times what the largest film of 16 bits takes, and the stream itself. */
const MOST_MEMORY = 400 * 2 ** 20;

/** What the runtime offers and its types leave out. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(
      module: Uint8Array,
      imports: Record<string, Record<string, (...values: number[]) => unknown>>,
    ): Promise<{ instance: { exports: unknown } }>;
  };
};

/** The codec's number for MONOCHROME2; polarity is ours to turn, and colours do not come here. */
const GREY = 1;

/** What is called of the WebAssembly module in `dcmjs-codecs`: OpenJPEG, CharLS and the IJG's libraries for 8, 12 and 16 bits. */
export type Codec = {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  CreateDecoderParameters(): number;
  CreateCodecsContext(): number;
  SetColumns(context: number, value: number): void;
  SetRows(context: number, value: number): void;
  SetBitsAllocated(context: number, value: number): void;
  SetBitsStored(context: number, value: number): void;
  SetSamplesPerPixel(context: number, value: number): void;
  SetPixelRepresentation(context: number, value: number): void;
  SetPlanarConfiguration(context: number, value: number): void;
  SetPhotometricInterpretation(context: number, value: number): void;
  SetEncodedBufferSize(context: number, bytes: number): void;
  GetEncodedBuffer(context: number): number;
  GetDecodedBuffer(context: number): number;
  GetDecodedBufferSize(context: number): number;
  GetBitsAllocated(context: number): number;
} & Record<"DecodeJpeg" | "DecodeJpegLs" | "DecodeJpeg2000", Decode>;

type Decode = (context: number, parameters: number) => void;

const DECODERS = { jpeg: "DecodeJpeg", "jpeg-ls": "DecodeJpegLs", "jpeg-2000": "DecodeJpeg2000" } as const;
export type StreamKind = keyof typeof DECODERS;

/** What the codec gives back, each sample in `bitsAllocated` little-endian bits. */
type Decoded = { readonly samples: Uint8Array; readonly bitsAllocated: number };

/**
 * Opens the codec, for one stream. Instantiates the module alone, without the package's own loader: that reads a second library for nothing, and would let
 * memory grow to 4 GB. It is given no file, clock or environment.
 */
export async function openCodec(): Promise<Codec> {
  const file = createRequire(import.meta.url).resolve("dcmjs-codecs/build/dcmjs-native-codecs.wasm");
  let exports: Codec | undefined;
  const fail = (what: string) => () => {
    throw new Error(`codec: ${what}`);
  };
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    env: {
      emscripten_notify_memory_growth() {
        if ((exports?.memory.buffer.byteLength ?? 0) > MOST_MEMORY) fail("out of memory")();
      },
      // Its message may quote what stands in the stream: it is not looked at.
      onCodecsException: fail("the stream is damaged"),
      onCodecsInfo() {},
      onCodecsTrace() {},
    },
    wasi_snapshot_preview1: {
      proc_exit: fail("aborted"),
      clock_time_get: () => 0,
      fd_write: fail("wrote"),
      fd_close: () => 0,
      fd_seek: () => 0,
      environ_get: () => 0,
      environ_sizes_get(count = 0, size = 0) {
        const view = new DataView(exports!.memory.buffer);
        view.setUint32(count, 0, true);
        view.setUint32(size, 0, true);
        return 0;
      },
    },
  });
  exports = instance.exports as Codec;
  exports._initialize();
  return exports;
}

/**
 * Decodes a code stream of greys. May take for ever and up to {@link MOST_MEMORY}: to be called in a thread that can be ended.
 *
 * @throws {Error} whatever is wrong with the stream
 */
export function decodeStream(
  codec: Codec,
  stream: Uint8Array,
  compression: StreamKind,
  header: DicomHeader,
): Decoded {
  const context = codec.CreateCodecsContext();
  codec.SetColumns(context, header.columns);
  codec.SetRows(context, header.rows);
  codec.SetBitsAllocated(context, header.bitsAllocated);
  codec.SetBitsStored(context, header.bitsStored);
  codec.SetSamplesPerPixel(context, 1);
  codec.SetPixelRepresentation(context, Number(header.signed));
  codec.SetPlanarConfiguration(context, 0);
  codec.SetPhotometricInterpretation(context, GREY);
  codec.SetEncodedBufferSize(context, stream.byteLength);
  const at = codec.GetEncodedBuffer(context);
  new Uint8Array(codec.memory.buffer).set(stream, at);
  codec[DECODERS[compression]](context, codec.CreateDecoderParameters());
  const samples = new Uint8Array(
    codec.memory.buffer,
    codec.GetDecodedBuffer(context),
    codec.GetDecodedBufferSize(context),
  );
  return {
    samples,
    bitsAllocated: codec.GetBitsAllocated(context),
  };
}
