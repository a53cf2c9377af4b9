import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/config/paths.ts";
import { median } from "../measure.ts";
import type { Decoded } from "./decode-damaged.ts";

/** Built code: a plain process takes no TypeScript. */
const PROGRAM = join(PACKAGE_ROOT, "dist", "bench", "damaged", "decode-process.js");
/** Bounds of the process that decodes: JavaScript's own values, and everything. */
const HEAP_MEGABYTES = 256;
const MOST_RESIDENT = 1_000 * 2 ** 20;
const PAGE = 4_096;
/** What one file may take of a processor; of the clock four times as much, since others use the machine too. */
const LONGEST_BUSY = 5_000;
const LONGEST = 20_000;
/** Files that growth is taken over, and what it may be: arenas settle and a pixel thread is started for each DICOM. */
const SPAN = 1_000;
const MOST_GROWTH = 100 * 2 ** 20;

export type DamagedReport = {
  readonly files: number;
  /** Numbers of files by what came of them, the most frequent first. */
  readonly outcomes: readonly (readonly [outcome: string, files: number])[];
  readonly slowest: Decoded;
  readonly busiest: Decoded;
  /** Bytes: the largest, and the median of each thousand files (or quarter of fewer) in order. */
  readonly resident: { readonly most: number; readonly medians: readonly number[] };
  /** What must not be: each names its file's number. */
  readonly faults: readonly string[];
};

/** Bytes resident of a process; 0 once it is gone. Of Linux. */
function residentOf({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * PAGE;
  } catch {
    return 0;
  }
}

/** Decodes a range in one process until that is through or ends. @returns why it ended early */
async function runProcess(
  seed: number,
  from: number,
  to: number,
  onDecoded: (decoded: Decoded) => void,
): Promise<string | undefined> {
  const child = fork(PROGRAM, [String(seed), String(from), String(to)], {
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let reason: string | undefined;
  let last = performance.now();
  const watch = setInterval(() => {
    if (performance.now() - last > LONGEST) reason = `no outcome within ${LONGEST / 1_000} s`;
    else if (residentOf(child) > MOST_RESIDENT) reason = `more than ${MOST_RESIDENT / 2 ** 20} MB`;
    if (reason) child.kill("SIGKILL");
  }, 100);
  child.on("message", (decoded: Decoded) => {
    last = performance.now();
    onDecoded(decoded);
  });
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve(reason ?? (code === 0 ? undefined : `the process ended (${signal ?? code})`));
      });
    });
  } finally {
    clearInterval(watch);
  }
}

function faultsOf({ number, damage, outcome, busy }: Decoded): string[] {
  const what = `file ${number} (${damage})`;
  return [
    ...(outcome.startsWith("broken") ? [`${what}: ${outcome}`] : []),
    ...(busy > LONGEST_BUSY ? [`${what}: ${Math.round(busy)} ms of a processor`] : []),
  ];
}

const most = (all: readonly Decoded[], of: (decoded: Decoded) => number) =>
  all.reduce((first, next) => (of(next) > of(first) ? next : first));

/** What was resident over each thousand files, or over each quarter of fewer. */
function mediansOf(all: readonly Decoded[]): number[] {
  const span = Math.min(SPAN, Math.ceil(all.length / 4));
  return Array.from({ length: Math.floor(all.length / span) }, (_, part) =>
    median(all.slice(part * span, (part + 1) * span).map(({ resident }) => resident)),
  );
}

/** Decodes damaged files in a process whose memory is bounded; one that ends is started again behind the file that ended it. */
export async function runDamaged(
  seed: number,
  { from = 0, to = 10_000 }: { from?: number; to?: number },
  onProgress: (done: number, of: number) => void = () => {},
): Promise<DamagedReport> {
  const all: Decoded[] = [];
  const faults: string[] = [];
  for (let next = from; next < to; ) {
    const reason = await runProcess(seed, next, to, (decoded) => {
      all.push(decoded);
      faults.push(...faultsOf(decoded));
      next = decoded.number + 1;
      onProgress(next - from, to - from);
    });
    if (reason === undefined) break;
    faults.push(`file ${next}: ${reason}`);
    next += 1;
  }
  const counts = new Map<string, number>();
  for (const { outcome } of all) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const medians = mediansOf(all);
  // The first part warms up: libraries load, arenas are laid out.
  const growth = medians.at(-1)! - (medians[1] ?? medians[0]!);
  if (growth > MOST_GROWTH) faults.push(`the process grew by ${Math.round(growth / 2 ** 20)} MB`);
  return {
    files: all.length,
    outcomes: [...counts].toSorted(([, a], [, b]) => b - a),
    slowest: most(all, ({ milliseconds }) => milliseconds),
    busiest: most(all, ({ busy }) => busy),
    resident: { most: most(all, ({ resident }) => resident).resident, medians },
    faults,
  };
}
