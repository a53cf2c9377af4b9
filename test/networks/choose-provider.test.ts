import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/user-error.ts";
import { chooseProvider, describeComputing, type ProviderWorld } from "../../src/networks/choose-provider.ts";
import type { ProbeReply } from "../../src/networks/probe-accelerator.ts";
import type { ProbeFigures } from "../../src/networks/probe-figures.ts";

const CLOSE: ProbeFigures = {
  apart: { logits: 0.001, probabilities: 0.0001, features: 0.001, maps: 0.001 },
  milliseconds: 5,
  cpuMilliseconds: 100,
};
const WRONG: ProbeFigures = { ...CLOSE, apart: { ...CLOSE.apart, logits: 0.5 } };

function world(
  probe: (provider: string) => ProbeReply | Promise<ProbeReply>,
  { library = true, graphics = true } = {},
): ProviderWorld & { tried: string[] } {
  const tried: string[] = [];
  return {
    tried,
    hasCudaLibrary: async () => library,
    mayHaveGraphics: async () => graphics,
    async probe(provider) {
      tried.push(provider);
      return probe(provider);
    },
  };
}

describe("what computes", () => {
  it("is the CPU without any probe when that is asked for", async () => {
    const here = world(() => ({ figures: CLOSE }));
    expect(await chooseProvider("cpu", here)).toEqual({ asked: "cpu", uses: "cpu" });
    expect(here.tried).toEqual([]);
  });

  it("is an accelerator that agrees, with the probe's figures", async () => {
    const here = world(() => ({ figures: CLOSE }));
    expect(await chooseProvider("webgpu", here)).toEqual({ asked: "webgpu", uses: "webgpu", probe: CLOSE });
    const auto = await chooseProvider("auto", here);
    expect(auto).toEqual({ asked: "auto", uses: "cuda", probe: CLOSE });
    expect(describeComputing(auto)).toBe(
      "asked for auto, uses cuda: logits within 0.0010 of the CPU's, 5 ms where the CPU takes 100",
    );
  });

  it.each([
    ["that gives wrong numbers", () => ({ figures: WRONG }), /logits 0\.50 \(at most 0\.02\)/],
    [
      "that gives no numbers",
      () => ({ figures: { ...CLOSE, apart: { ...CLOSE.apart, maps: Number.NaN } } }),
      /maps no numbers/,
    ],
    ["that does not start", () => ({ trouble: "no supported adapters" }), /no supported adapters/],
    [
      "whose probe throws",
      () => {
        throw new Error("no memory");
      },
      /no memory/,
    ],
  ])("is never an accelerator %s: demanded it is an error, auto falls back", async (_, probe, reason) => {
    const demanded = chooseProvider("cuda", world(probe));
    await expect(demanded).rejects.toThrow(UserError);
    await expect(demanded).rejects.toThrow(reason);
    await expect(demanded).rejects.toThrow(
      /EXECUTION_PROVIDER=cuda was demanded.*npm rebuild onnxruntime-node/,
    );
    const auto = await chooseProvider("auto", world(probe));
    expect(auto).toMatchObject({ asked: "auto", uses: "cpu", fellBack: true });
    expect(auto.because).toMatch(reason);
    expect(auto.because).toMatch(/^cuda: .*; webgpu: /);
    expect(describeComputing(auto)).toMatch(/^asked for auto, uses cpu, because cuda: /);
  });

  it("is the next accelerator for auto when the first one fails", async () => {
    const here = world((provider) => (provider === "cuda" ? { trouble: "no" } : { figures: CLOSE }));
    expect(await chooseProvider("auto", here)).toMatchObject({ uses: "webgpu" });
    const without = world(() => ({ figures: CLOSE }), { library: false });
    expect(await chooseProvider("auto", without)).toMatchObject({ uses: "webgpu" });
    expect(without.tried).toEqual(["webgpu"]);
  });

  it("is the CPU for auto where an accelerator is right but no faster, yet what was demanded is used", async () => {
    const slow = { ...CLOSE, milliseconds: 400 };
    const here = world(() => ({ figures: slow }));
    expect((await chooseProvider("auto", here)).because).toContain(
      "no faster than the CPU: 400 against 100 ms",
    );
    expect(await chooseProvider("cuda", here)).toMatchObject({ uses: "cuda" });
  });

  it("is the CPU for auto on a machine without graphics, tried by nobody", async () => {
    const here = world(() => ({ figures: CLOSE }), { graphics: false });
    expect(await chooseProvider("auto", here)).toEqual({
      asked: "auto",
      uses: "cpu",
      because: expect.stringContaining("no graphics device"),
    });
    expect(here.tried).toEqual([]);
  });

  it("demanded without its library is an error that says what to install", async () => {
    const here = world(() => ({ figures: CLOSE }), { library: false });
    await expect(chooseProvider("cuda", here)).rejects.toThrow(
      /CUDA library is not installed\. CUDA needs .*NVIDIA's driver.*npm rebuild onnxruntime-node/,
    );
    expect(here.tried).toEqual([]);
  });
});
