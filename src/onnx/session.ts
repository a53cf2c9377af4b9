// Before the runtime itself: it reads this when it is loaded.
import "./silence-runtime.ts";

import { InferenceSession, Tensor as RuntimeTensor } from "onnxruntime-node";
import type { ComputeProvider } from "./provider.ts";

/** Elements in C order. `Uint16Array` holds float16 bit patterns. */
type TensorElements = Float32Array | Float64Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array;

export type Tensor = { readonly dims: readonly number[]; readonly data: TensorElements };

/** A graph ready to run. */
export type Session = {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /**
   * Runs the graph. It computes on the event loop: nothing else in the process moves meanwhile.
   *
   * @param fetches the outputs wanted; all when left out
   */
  run(feeds: Readonly<Record<string, Tensor>>, fetches?: readonly string[]): Promise<Record<string, Tensor>>;
  /**
   * Runs the graph and writes what it gives into memory that is there already: nothing is copied or made anew. What a result
   * is written into must not be fed in the same run.
   *
   * @param results the outputs wanted, of the shapes they will have
   */
  runInto(feeds: Readonly<Record<string, Tensor>>, results: Readonly<Record<string, Tensor>>): Promise<void>;
  /** Gives the memory back. The session cannot run afterwards. */
  release(): Promise<void>;
};

export type SessionOptions = {
  /** Threads that share one operator's work; a worker process sets it from the cores it may use. */
  readonly threads: number;
  /** Default: the CPU. Another one is trusted only after a probe: see `networks/choose-provider`. */
  readonly provider?: ComputeProvider;
};

function toRuntime({ dims, data }: Tensor): RuntimeTensor {
  if (data instanceof Float32Array) return new RuntimeTensor("float32", data, dims);
  if (data instanceof Float64Array) return new RuntimeTensor("float64", data, dims);
  if (data instanceof Uint16Array) return new RuntimeTensor("float16", data, dims);
  if (data instanceof Int32Array) return new RuntimeTensor("int32", data, dims);
  if (data instanceof BigInt64Array) return new RuntimeTensor("int64", data, dims);
  return new RuntimeTensor("uint8", data, dims);
}

const allToRuntime = (tensors: Readonly<Record<string, Tensor>>) =>
  Object.fromEntries(Object.entries(tensors).map(([name, each]) => [name, toRuntime(each)]));

async function create(
  model: Uint8Array | string,
  threads: number,
  provider: ComputeProvider,
): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [provider],
    executionMode: "sequential",
    interOpNumThreads: 1,
    intraOpNumThreads: threads,
    graphOptimizationLevel: "all",
    // Warnings tell of nodes placed on the CPU on purpose; errors are thrown.
    logSeverityLevel: 3,
  };
  return typeof model === "string"
    ? InferenceSession.create(model, options)
    : InferenceSession.create(model, options);
}

/**
 * Loads a graph and makes it ready to run. Release it with `release`; ONNX Runtime does not give all memory back, so a
 * process opens a network once.
 *
 * @param model bytes of an ONNX file, or its path
 * @throws what ONNX Runtime throws, above all when the provider does not start here
 */
export async function openSession(
  model: Uint8Array | string,
  { threads, provider = "cpu" }: SessionOptions,
): Promise<Session> {
  const session = await create(model, threads, provider);
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    async run(feeds, fetches = session.outputNames) {
      const results = await session.run(allToRuntime(feeds), [...fetches]);
      return Object.fromEntries(
        Object.entries(results).map(([name, { dims, data }]) => [
          name,
          { dims, data: data as TensorElements },
        ]),
      );
    },
    async runInto(feeds, results) {
      await session.run(allToRuntime(feeds), allToRuntime(results));
    },
    release: () => session.release(),
  };
}
