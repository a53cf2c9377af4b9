import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { findProcesses, treeMebibytes } from "../../src/runtime/process-tree.ts";
import { testHouse, until } from "./owned.ts";

const house = testHouse();

it("processes are found by a whole argument, and their memory counts those below them", async () => {
  const mark = `--mark=${process.pid}-x`;
  const script = `const kept = Buffer.alloc(100 * 1024 * 1024, 1);
    console.log(kept.length); setInterval(() => {}, 1000);`;
  const parent = `const { spawn } = require("node:child_process");
    spawn(process.execPath, ["-e", ${JSON.stringify(script)}], { stdio: "inherit" });`;
  const child = spawn(process.execPath, ["-e", parent, "--", mark], {
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  house.own("tree", child, async () => {
    process.kill(-child.pid!, "SIGKILL");
    await once(child, "close");
  });
  await once(child.stdout, "data");
  expect(await findProcesses(mark)).toEqual([child.pid]);
  expect(await findProcesses(mark.slice(0, -1))).toEqual([]);
  await until(async () => ((await treeMebibytes(child.pid!)) ?? 0) > 100);
});

it("nothing is known of a process that is not there", async () => {
  expect(await treeMebibytes(2 ** 22 + 1)).toBeUndefined();
});
