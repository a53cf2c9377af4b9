import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { PACKAGE_ROOT, STARTER_MODEL_DIR } from "../src/config/paths.ts";
import { createRandom } from "../src/core/random.ts";
import { buildExplanation, SEEDS } from "../src/networks/explain/explanation-graph.ts";
import { lastLayer } from "../src/networks/explain/layers.ts";
import { readModelGraph } from "../src/networks/read-model-graph.ts";
import { encodeGraph } from "../src/onnx/encode.ts";
import { openSession } from "../src/onnx/session.ts";
import { type Measure, timeOf } from "./measure.ts";

const GROUP = "explain (DenseNet-121, 224 px), milliseconds for one finding of one film, 2 threads";
const THREADS = 2;
const COMPARED = ["grad-cam", "guided-backprop"] as const;

async function timeExplanation(method: (typeof COMPARED)[number]): Promise<number> {
  const { graph, manifest } = await readModelGraph(STARTER_MODEL_DIR);
  const explaining = buildExplanation(graph, method, lastLayer(graph));
  const session = await openSession(encodeGraph(explaining), { threads: THREADS, provider: "cpu" });
  const { size, channels } = manifest.input;
  const random = createRandom(1);
  const data = Float32Array.from({ length: channels * size * size }, () => random.normal());
  const outputs = manifest.labels.length;
  const seed = { dims: [1, outputs], data: new Float32Array(outputs).fill(1, 1, 2) };
  const name = method === "grad-cam" ? SEEDS.map : SEEDS.guided;
  const feeds = { image: { dims: [1, channels, size, size], data }, [name]: seed };
  const time = await timeOf(() => session.run(feeds), 10);
  await session.release();
  return time;
}

/** PyTorch's own figures, or undefined where Debian's python3-torch is not installed. */
async function timePyTorch(): Promise<Record<(typeof COMPARED)[number], number> | undefined> {
  const script = join(PACKAGE_ROOT, "bench", "torch_explain.py");
  try {
    const { stdout } = await promisify(execFile)("/usr/bin/python3", [script, String(THREADS)]);
    return JSON.parse(stdout) as Record<(typeof COMPARED)[number], number>;
  } catch {
    process.stderr.write("bench: no PyTorch here (apt-get install python3-torch python3-torchvision)\n");
    return undefined;
  }
}

/** Grad-CAM and guided backpropagation through the differentiated graph, beside PyTorch's hooks. */
export async function benchExplain(): Promise<Measure[]> {
  const torch = await timePyTorch();
  const measures: Measure[] = [];
  for (const method of COMPARED) {
    const ours = await timeExplanation(method);
    measures.push({ group: GROUP, name: method, value: ours, unit: "ms" });
    if (!torch) continue;
    measures.push({ group: GROUP, name: `${method}, PyTorch's hooks`, value: torch[method], unit: "ms" });
    const ratio = ours / torch[method];
    measures.push({
      group: GROUP,
      name: `${method}: ours / PyTorch`,
      value: ratio,
      unit: "x",
      bar: "at most 1.5 x",
      meets: ratio <= 1.5,
    });
  }
  return measures;
}
