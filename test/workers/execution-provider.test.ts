import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasCudaLibrary, mayHaveGraphics } from "../../src/onnx/provider.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { KEY, openRedis } from "../queue/redis-fixture.ts";
import { testHouse } from "../runtime/owned.ts";
import { startWorker } from "./worker-process.ts";

const house = testHouse();
const bare = !(await mayHaveGraphics()) && !(await hasCudaLibrary());

function roentgram(args: string[], env: Record<string, string>) {
  const { status, stderr, stdout } = spawnSync(process.execPath, ["dist/src/cli/main.js", ...args], {
    env: { PATH: process.env["PATH"], PHOTO_KEY: KEY.toString("base64"), INFERENCE_THREADS: "1", ...env },
    encoding: "utf8",
    timeout: 100_000,
  });
  return { status, stderr, stdout };
}

describe.skipIf(!bare)("on a machine without a graphics card", { timeout: 120_000 }, () => {
  it.each([
    [
      "cuda",
      /^EXECUTION_PROVIDER=cuda was demanded, but ONNX Runtime's CUDA library is not installed\. .*npm rebuild/,
    ],
    [
      "webgpu",
      /^EXECUTION_PROVIDER=webgpu was demanded, but it does not work here: .*adapter.*Vulkan driver/i,
    ],
  ])("a worker of whom %s is demanded ends with 1 and says what to install", async (provider, line) => {
    const { url } = await openRedis(house);
    const { status, stderr } = roentgram(["worker"], { EXECUTION_PROVIDER: provider, REDIS_URL: url });
    expect(status).toBe(1);
    expect(stderr).toMatch(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("analyze of which an accelerator is demanded reads nothing and ends with 1", async () => {
    const film = join(await house.folder(), "film.png");
    await writeFile(film, await phantomPng({ size: 256, seed: 4 }));
    const { status, stderr, stdout } = roentgram(["analyze", film], { EXECUTION_PROVIDER: "webgpu" });
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^EXECUTION_PROVIDER=webgpu was demanded/);
  });

  it("start does not go on without the accelerator that was demanded", async () => {
    const env = { EXECUTION_PROVIDER: "cuda", WEB_PORT: "0", DATA_DIR: await house.folder() };
    const { status, stderr } = roentgram(["start"], env);
    expect(status).toBe(1);
    expect(stderr).toContain("EXECUTION_PROVIDER=cuda was demanded");
  });

  it("a worker asked for auto uses the CPU, and says so in log, health and metrics", async () => {
    const { url } = await openRedis(house);
    const worker = startWorker(house, { EXECUTION_PROVIDER: "auto", REDIS_URL: url, PROBE_PORT: "0" });
    await worker.ready();
    const lines = worker
      .stderr()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find(({ msg }) => msg === "execution provider chosen")).toMatchObject({
      said: expect.stringMatching(/^asked for auto, uses cpu, because no graphics device is there/),
    });
    const port = lines.find(({ msg }) => msg === "probes answer")?.["port"];
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ready: true, computing: { asked: "auto", uses: "cpu" } });
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain('roentgram_execution_provider_info{asked="auto",provider="cpu"} 1');
  });

  it("the doctor shows what computes, and fails where what was demanded is absent", async () => {
    const DATA_DIR = await house.folder();
    expect(roentgram(["doctor"], { DATA_DIR }).stdout).toMatch(
      /ok {7}computes .*uses cpu, because no graphics/,
    );
    const { status, stdout } = roentgram(["doctor"], { DATA_DIR, EXECUTION_PROVIDER: "webgpu" });
    expect(stdout).toMatch(/FAILED {3}computes .*webgpu was demanded/);
    expect(status).toBe(1);
  });
});
