import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();

it("reading a film leaves nothing in the home folder: the runtime neither names the device nor reports", async () => {
  const home = await house.folder();
  const { status, stderr } = spawnSync(
    process.execPath,
    ["dist/src/cli/main.js", "analyze", "--json", "test/fixtures/photos/reference.png"],
    { env: { PATH: process.env["PATH"], HOME: home }, encoding: "utf8", timeout: 60_000 },
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(readdirSync(home, { recursive: true })).toEqual([]);
});
