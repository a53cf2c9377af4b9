import { spawn } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PACKAGE_ROOT } from "../src/config/paths.ts";
import { createRandom } from "../src/core/random.ts";
import { fillInitial } from "../src/learning/training/initial-weights.ts";
import { createMoments, openLearner } from "../src/learning/training/learner.ts";
import { createTrainingState } from "../src/learning/training/training-state.ts";
import type { TrainingNetwork } from "../src/networks/training/training-network.ts";
import { type Measure, median } from "./measure.ts";

const GROUP =
  "one training step (DenseNet-121, 224 px, batch 8, fp32, two threads: forward, backward, AdamW)";
const [SIZE, BATCH, THREADS] = [224, 8, 2];
const ROUNDS = 5;
const WARMUPS = 2;
const NETWORK: TrainingNetwork = {
  hyper: { channels: 3, initialWidth: 64, growth: 32, bottleneck: 4, blocks: [6, 12, 24, 16] },
  head: { kind: "linear", outputs: 14, hidden: 0, dropout: [] },
  loss: "binary-cross-entropy",
};

/** PyTorch in a process of its own, one step whenever asked; undefined where Debian's python3-torch is not installed. */
async function openTorch(): Promise<{ step(): Promise<number>; end(): void } | undefined> {
  const script = join(PACKAGE_ROOT, "bench", "torch_training.py");
  const child = spawn("/usr/bin/python3", [script, String(THREADS), String(BATCH)], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "close").then(() => undefined);
  child.stdin.on("error", () => {}); // it has ended, which `ended` tells
  const step = async () => {
    const line = once(lines, "line");
    child.stdin.write("\n");
    const answer = await Promise.race([line, ended]);
    return answer === undefined ? Number.NaN : Number(answer[0]);
  };
  // The first step also tells whether PyTorch is there.
  return Number.isNaN(await step()) ? undefined : { step, end: () => child.stdin.end() };
}

/** Our training step beside PyTorch's, taking turns. */
export async function benchTraining(): Promise<Measure[]> {
  const random = createRandom(1);
  const state = createTrainingState(NETWORK);
  fillInitial(state.current().network, random);
  state.begin(() => createMoments(NETWORK, "all"));
  const learner = await openLearner(
    {
      network: NETWORK,
      trained: "all",
      size: SIZE,
      labelWeights: new Float32Array(14).fill(1),
      accumulates: false,
      seed: 1,
      threads: THREADS,
      provider: "cpu",
    },
    state,
  );
  const batch = {
    images: Float32Array.from({ length: BATCH * 3 * SIZE * SIZE }, () => random.normal()),
    targets: Float32Array.from({ length: BATCH * 14 }, () => (random.next() > 0.7 ? 1 : 0)),
    size: BATCH,
  };
  const torch = await openTorch();
  if (!torch)
    process.stderr.write("bench: no PyTorch here (apt-get install python3-torch python3-torchvision)\n");
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 1; round <= WARMUPS + ROUNDS; round += 1) {
    const begun = performance.now();
    await learner.step([batch], { rate: 1e-4, betas: [0.9, 0.999], decay: 1e-2, step: round }, round);
    const taken = performance.now() - begun;
    const other = await torch?.step();
    if (round <= WARMUPS) continue;
    ours.push(taken);
    if (other !== undefined) theirs.push(other);
  }
  torch?.end();
  await learner.release();
  process.stderr.write(`bench: load of the machine ${loadavg()[0]?.toFixed(1)}\n`);
  const measures: Measure[] = [
    { group: GROUP, name: "ours", value: median(ours), unit: "ms" },
    { group: GROUP, name: "memory of weights and moments", value: state.bytes() / 1e6, unit: "MB" },
    { group: GROUP, name: "memory of the process", value: process.memoryUsage.rss() / 1e6, unit: "MB" },
  ];
  if (theirs.length > 0) {
    const ratio = median(theirs) / median(ours);
    measures.push({ group: GROUP, name: "PyTorch", value: median(theirs), unit: "ms" });
    measures.push({
      group: GROUP,
      name: "images per second, ours / PyTorch's",
      value: ratio,
      unit: "x",
      bar: "at least 1 x",
      meets: ratio >= 1,
    });
  }
  return measures;
}
