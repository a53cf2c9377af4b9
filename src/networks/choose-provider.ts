import { UserError } from "../core/user-error.ts";
import { ACCELERATORS, type Accelerator, type ComputeProvider, type Provider } from "../onnx/provider.ts";
import type { ProbeReply } from "./probe-accelerator.ts";
import { disagreement, type ProbeFigures } from "./probe-figures.ts";

/** What computes, and how that came about. */
export type Computing = {
  readonly asked: Provider;
  readonly uses: ComputeProvider;
  /** What the accelerator's probe found; the CPU needs none. */
  readonly probe?: ProbeFigures;
  /** Why `auto` uses the CPU. */
  readonly because?: string;
  /** `auto` tried an accelerator and passed it over. */
  readonly fellBack?: true;
};

export type ProviderWorld = {
  hasCudaLibrary(): Promise<boolean>;
  mayHaveGraphics(): Promise<boolean>;
  probe(provider: Accelerator): Promise<ProbeReply>;
};

/** What to install, once a provider was demanded and does not work. */
const INSTALL: Readonly<Record<Accelerator, string>> = {
  cuda: "CUDA needs Linux on x64, NVIDIA's driver (nvidia-smi shows the card), CUDA 12 with cuDNN 9, and ONNX Runtime's library: npm rebuild onnxruntime-node --ignore-scripts=false (needs the internet), or the image worker-gpu.",
  webgpu:
    "WebGPU needs a card with a Vulkan driver: NVIDIA's own driver, or apt-get install mesa-vulkan-drivers for AMD and Intel, and leave to open /dev/dri.",
};

type Trial = { readonly probe: ProbeFigures } | { readonly trouble: string };

async function tryAccelerator(provider: Accelerator, world: ProviderWorld): Promise<Trial> {
  if (provider === "cuda" && !(await world.hasCudaLibrary()))
    return { trouble: "ONNX Runtime's CUDA library is not installed" };
  const reply = await world
    .probe(provider)
    .catch((error: unknown) => ({ trouble: error instanceof Error ? error.message : String(error) }));
  if ("trouble" in reply) return { trouble: `it does not work here: ${reply.trouble}` };
  const trouble = disagreement(reply.figures);
  return trouble === undefined ? { probe: reply.figures } : { trouble };
}

function slowness({ milliseconds, cpuMilliseconds }: ProbeFigures): string | undefined {
  if (milliseconds < cpuMilliseconds) return undefined;
  return `it is no faster than the CPU: ${Math.round(milliseconds)} against ${Math.round(cpuMilliseconds)} ms`;
}

/** The error of somebody who demanded an accelerator that cannot be used: why, and what to install. */
export function demandedInVain(provider: Accelerator, trouble: string): UserError {
  return new UserError(
    `EXECUTION_PROVIDER=${provider} was demanded, but ${trouble}. ${INSTALL[provider]} Or set EXECUTION_PROVIDER=auto or cpu.`,
  );
}

/**
 * Decides what computes. A demanded accelerator must agree with the CPU; `auto` takes the first that agrees and is
 * faster, else the CPU, and says why.
 *
 * @throws {UserError} when a demanded accelerator is absent or gives wrong numbers
 */
export async function chooseProvider(asked: Provider, world: ProviderWorld): Promise<Computing> {
  if (asked === "cpu") return { asked, uses: "cpu" };
  if (asked !== "auto") {
    const trial = await tryAccelerator(asked, world);
    if ("trouble" in trial) throw demandedInVain(asked, trial.trouble);
    return { asked, uses: asked, probe: trial.probe };
  }
  if (!(await world.mayHaveGraphics()))
    return { asked, uses: "cpu", because: "no graphics device is there (/dev/nvidia*, /dev/dri, /dev/dxg)" };
  const reasons: string[] = [];
  for (const provider of ACCELERATORS) {
    const trial = await tryAccelerator(provider, world);
    const trouble = "trouble" in trial ? trial.trouble : slowness(trial.probe);
    if ("probe" in trial && trouble === undefined) return { asked, uses: provider, probe: trial.probe };
    reasons.push(`${provider}: ${trouble}`);
  }
  return { asked, uses: "cpu", because: reasons.join("; "), fellBack: true };
}

/** The decision in one line, such as: asked for auto, uses cpu, because ... */
export function describeComputing({ asked, uses, probe, because }: Computing): string {
  const asking = asked === uses ? `uses ${uses}` : `asked for ${asked}, uses ${uses}`;
  if (because !== undefined) return `${asking}, because ${because}`;
  if (!probe) return asking;
  const { apart, milliseconds, cpuMilliseconds } = probe;
  return `${asking}: logits within ${apart.logits.toPrecision(2)} of the CPU's, ${Math.round(milliseconds)} ms where the CPU takes ${Math.round(cpuMilliseconds)}`;
}
