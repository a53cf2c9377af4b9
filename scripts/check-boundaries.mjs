// Runs dependency-cruiser and fails when it saw no modules: a cruiser without a usable compiler reports success.
import { spawnSync } from "node:child_process";

const run = spawnSync(
  process.execPath,
  [
    "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    "--output-type",
    "json",
    "src",
    "workers",
    "bench",
  ],
  { encoding: "utf8", maxBuffer: 64 << 20 },
);
if (run.status === null || !run.stdout) {
  console.error(`boundaries: dependency-cruiser did not run: ${run.stderr || run.error}`);
  process.exit(1);
}
const { modules, summary } = JSON.parse(run.stdout);
const own = modules.filter((module) => /^(src|workers|bench)\/.*\.ts$/.test(module.source));
for (const violation of summary.violations) {
  console.error(`${violation.rule.severity} ${violation.rule.name}: ${violation.from} -> ${violation.to}`);
}
if (own.length === 0) {
  console.error("boundaries: no TypeScript module was seen, so nothing was checked");
  process.exit(1);
}
if (summary.error > 0) process.exit(1);
console.log(`boundaries: ${own.length} modules, no violation`);
