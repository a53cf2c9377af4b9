import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Says what will be skipped for want of real films, and builds once: tests start real processes from `dist/`. */
export default function setup(): void {
  for (const [folder, what] of [
    ["../shared/data", "tests that need real films or NIH's metadata"],
    ["../shared/checkpoints", "comparisons with the baseline's and the samples' PyTorch outputs"],
  ] as const) {
    if (!existsSync(folder)) process.stderr.write(`${folder} is not here: skipping ${what}\n`);
  }
  const build = spawnSync(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"],
    {
      encoding: "utf8",
    },
  );
  if (build.status !== 0) throw new Error(`the build failed:\n${build.stdout}${build.stderr}`);
}
