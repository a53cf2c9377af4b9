import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { readManifest } from "../../src/networks/manifest-file.ts";
import { type ProbeOrder, probeAccelerator, shorten } from "../../src/networks/probe-accelerator.ts";
import { drawProbeImages, largestDifference, relativeDifference } from "../../src/networks/probe-figures.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();
const { input } = await readManifest(STARTER_MODEL_DIR);
const ORDER: ProbeOrder = {
  model: join(STARTER_MODEL_DIR, "model.onnx"),
  provider: "webgpu",
  threads: 1,
  input,
};

async function child(source: string) {
  const main = join(await house.folder(), "child.mjs");
  await writeFile(main, source);
  return main;
}

describe("a probe's process", () => {
  it("that crashes is a reason with the signal", async () => {
    const main = await child("process.once('message', () => process.kill(process.pid, 'SIGSEGV'));");
    expect(await probeAccelerator(ORDER, { main })).toEqual({
      trouble: "the probe's process ended with SIGSEGV",
    });
  });

  it("that hangs is given up in time, and ended", async () => {
    const main = await child("process.once('message', () => { for (;;); });");
    const begun = Date.now();
    expect(await probeAccelerator(ORDER, { main, patienceMilliseconds: 500 })).toEqual({
      trouble: "gave no answer within 0.5 s",
    });
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it("hands on what the runtime said, without its sources", () => {
    const said =
      "/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::Initialize()::<lambda()> status == Success was false. Failed to get a WebGPU adapter: No supported adapters\n";
    expect(shorten(said)).toBe("Failed to get a WebGPU adapter: No supported adapters");
  });

  it("compares the real model with itself: the CPU agrees with the CPU exactly", async () => {
    // The type knows accelerators only; the program takes any provider.
    const reply = await probeAccelerator({ ...ORDER, provider: "cpu" as never });
    expect(reply).toMatchObject({
      figures: { apart: { logits: 0, probabilities: 0, features: 0, maps: 0 } },
    });
  }, 60_000);
});

describe("the probe's figures", () => {
  it("are of the same images every time, which differ from each other", () => {
    const images = drawProbeImages(input);
    expect(largestDifference(drawProbeImages(input), images)).toBe(0);
    const half = images.length / 2;
    expect(largestDifference(images.subarray(0, half), images.subarray(half))).toBeGreaterThan(0.5);
  });

  it("tell the largest difference, and take what is no number or not there for infinite", () => {
    const reference = Float32Array.of(1, -4);
    expect(largestDifference(Float32Array.of(1.5, -4), reference)).toBe(0.5);
    expect(relativeDifference(Float32Array.of(1.5, -4), reference)).toBe(0.125);
    expect(largestDifference(Float32Array.of(Number.NaN, -4), reference)).toBe(Number.POSITIVE_INFINITY);
    expect(largestDifference(Float32Array.of(1), reference)).toBe(Number.POSITIVE_INFINITY);
  });
});
