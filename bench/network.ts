import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { PACKAGE_ROOT, STARTER_MODEL_DIR } from "../src/config/paths.ts";
import { createRandom } from "../src/core/random.ts";
import { decodeGraph } from "../src/onnx/decode.ts";
import { encodeGraph } from "../src/onnx/encode.ts";
import { openSession } from "../src/onnx/session.ts";
import { type Measure, timeOf } from "./measure.ts";

const GROUP = "network (DenseNet-121, 224 px, fp32), milliseconds a film";
const BATCHES = [1, 8] as const;

/** The same network without the nodes that only the maps need. */
function withoutMaps(network: Uint8Array): Uint8Array {
  const graph = decodeGraph(network);
  const outputs = graph.outputs.filter(({ name }) => name !== "maps");
  const needed = new Set(outputs.map(({ name }) => name));
  const nodes = graph.nodes
    .toReversed()
    .filter((node) => {
      const wanted = node.outputs.some((name) => needed.has(name));
      if (wanted) for (const name of node.inputs) needed.add(name);
      return wanted;
    })
    .toReversed();
  const initializers = graph.initializers.filter(({ name }) => needed.has(name));
  return encodeGraph({ ...graph, outputs, nodes, initializers });
}

async function timeNetwork(network: Uint8Array, threads: number, batch: number): Promise<number> {
  const session = await openSession(network, { threads, provider: "cpu" });
  const random = createRandom(1);
  const data = Float32Array.from({ length: batch * 3 * 224 * 224 }, () => random.normal());
  const time = await timeOf(
    () => session.run({ image: { dims: [batch, 3, 224, 224], data } }),
    batch === 1 ? 20 : 8,
  );
  await session.release();
  return time / batch;
}

/** PyTorch's own figures, or undefined where Debian's python3-torch is not installed. */
async function timePyTorch(threads: number): Promise<Record<string, number> | undefined> {
  const script = join(PACKAGE_ROOT, "bench", "torch_forward.py");
  try {
    const { stdout } = await promisify(execFile)("/usr/bin/python3", [
      script,
      String(threads),
      ...BATCHES.map(String),
    ]);
    return (JSON.parse(stdout) as { milliseconds: Record<string, number> }).milliseconds;
  } catch {
    return undefined;
  }
}

/** The network alone and with all its maps, on one and two threads, beside PyTorch's plain forward pass. */
export async function benchNetwork(): Promise<Measure[]> {
  const whole = await readFile(join(STARTER_MODEL_DIR, "model.onnx"));
  const plain = withoutMaps(whole);
  const measures: Measure[] = [];
  const figure = (name: string, value: number, more: Partial<Measure> = {}) =>
    measures.push({ group: GROUP, name, value, unit: "ms", ...more });
  const withMaps = new Map<string, number>();
  for (const threads of [1, 2]) {
    for (const batch of BATCHES) {
      const alone = await timeNetwork(plain, threads, batch);
      const full = await timeNetwork(whole, threads, batch);
      withMaps.set(`${threads} ${batch}`, full);
      figure(`logits alone, ${threads} thread(s), batch ${batch}`, alone);
      const bar = threads === 1 && batch === 1 ? { bar: "under 80 ms", meets: full < 80 } : {};
      figure(`with all 14 maps, ${threads} thread(s), batch ${batch}`, full, bar);
    }
  }
  const torch = await timePyTorch(2);
  if (!torch)
    process.stderr.write("bench: no PyTorch here (apt-get install python3-torch python3-torchvision)\n");
  for (const batch of torch ? BATCHES : []) {
    const reference = torch?.[String(batch)] ?? Number.NaN;
    const ratio = reference / (withMaps.get(`2 ${batch}`) ?? Number.NaN);
    figure(`PyTorch's plain forward, 2 threads, batch ${batch}`, reference);
    figure(`PyTorch / ours with maps, 2 threads, batch ${batch}`, ratio, {
      unit: "x",
      bar: "at least 2 x",
      meets: ratio >= 2,
    });
  }
  return measures;
}
