import { fork } from "node:child_process";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../config/paths.ts";
import type { Accelerator } from "../onnx/provider.ts";
import type { Manifest } from "./manifest.ts";
import type { ProbeFigures } from "./probe-figures.ts";

export type ProbeOrder = {
  /** Path of the ONNX file. */
  readonly model: string;
  readonly provider: Accelerator;
  readonly threads: number;
  readonly input: Manifest["input"];
};

/** What came of it: figures, or in a few words why there are none. */
export type ProbeReply = { readonly figures: ProbeFigures } | { readonly trouble: string };

/** CUDA starts in some ten seconds, WebGPU compiles its shaders in as many; what takes longer hangs. */
const PATIENCE_MS = 90_000;
const PROBE_MAIN = join(PACKAGE_ROOT, "dist", "src", "networks", "probe-main.js");

/** ONNX Runtime's messages name its own source files and functions; what a person can use comes last. */
export function shorten(message: string): string {
  const [line = ""] = message.trim().split("\n");
  const said = line.split(" was false. ").at(-1) ?? line;
  return said.replace(/^\/\S+\.(cc|h):\d+ \S+ ?/, "").slice(0, 300);
}

/**
 * Runs the model on an accelerator and on the CPU in a process of its own, which may crash or hang without harm.
 *
 * @param main the child's program, and how long it may take: for tests
 */
export async function probeAccelerator(
  order: ProbeOrder,
  { main = PROBE_MAIN, patienceMilliseconds = PATIENCE_MS } = {},
): Promise<ProbeReply> {
  // The runtime writes what it throws to stderr as well.
  const child = fork(main, [], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ProbeReply>((resolve) => {
      const trouble = (text: string) => resolve({ trouble: text });
      timer = setTimeout(
        () => trouble(`gave no answer within ${patienceMilliseconds / 1_000} s`),
        patienceMilliseconds,
      );
      child.once("message", (reply: ProbeReply) =>
        "trouble" in reply ? trouble(shorten(reply.trouble)) : resolve(reply),
      );
      child.once("error", (error) => trouble(`the probe did not start (${error.message})`));
      child.once("exit", (code, signal) => trouble(`the probe's process ended with ${signal ?? code}`));
      child.send(order, (error) => {
        if (error) trouble(`the probe took no order (${error.message})`);
      });
    });
  } finally {
    clearTimeout(timer);
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  }
}
