import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { BUDGETS } from "../../src/core/budgets.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();
const run = promisify(execFile);

function demo(args: readonly string[], env: Record<string, string> = {}) {
  return run(process.execPath, ["dist/src/cli/main.js", "demo", ...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    timeout: 60_000,
  });
}

it("the demo answers its phantom in the language asked for and writes the sheet", {
  timeout: 90_000,
}, async () => {
  const out = await house.folder();
  const { stdout } = await demo(["--language", "fr", "--out", out]);
  expect(stdout).toContain("a phantom: a chest film computed from ellipsoids, of nobody");
  expect(stdout).toContain("Un clinicien formé doit confirmer");
  const noSign = stdout.includes("Aucun signe");
  expect(stdout.includes("this trial model misses most findings (mean AUC 0.")).toBe(noSign);
  const [, picture] = /^picture: (.+)$/m.exec(stdout) ?? [];
  expect(picture).toBeDefined();
  expect(statSync(picture!).size).toBeLessThanOrEqual(BUDGETS.sheetBytes);
  expect(statSync(join(out, "phantom.png")).size).toBeGreaterThan(10_000);
});

it("the demo answers what is no photo with a refusal and exits with 0", { timeout: 90_000 }, async () => {
  const { stdout } = await demo(["package.json", "--out", await house.folder()]);
  expect(stdout).toContain("This kind of file cannot be read here");
  expect(stdout).not.toContain("picture:");
});

it("the demo names a path that cannot be opened before anything starts, and exits with 2", async () => {
  await expect(demo(["nowhere.png"])).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("demo: cannot open nowhere.png (ENOENT)"),
  });
});
