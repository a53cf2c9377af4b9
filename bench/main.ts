import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Measure, renderTable } from "./measure.ts";

const BENCHES: Record<string, () => Promise<Measure[]>> = {
  network: async () => (await import("./network.ts")).benchNetwork(),
  loading: async () => (await import("./loading.ts")).benchLoading(),
  explain: async () => (await import("./explain.ts")).benchExplain(),
  pictures: async () => (await import("./pictures.ts")).benchPictures(),
  screen: async () => (await import("./screen.ts")).benchScreen(),
  straighten: async () => (await import("./straighten.ts")).benchStraighten(),
  training: async () => (await import("./training.ts")).benchTraining(),
  queue: async () => (await import("./queue.ts")).benchQueue(),
  processes: async () => (await import("./processes.ts")).benchProcesses(),
};

const HELP = `Usage: npm run bench -- [NAME...] [--json FILE]

Measures on this machine and prints a table. Names: ${Object.keys(BENCHES).join(", ")} (default: all).
Machines are noisy: trust the ratios, which come from one run.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, help: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !(name in BENCHES));
if (values.help || unknown.length > 0) {
  process.stdout.write(HELP);
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  const measures: Measure[] = [];
  for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
    process.stderr.write(`bench: ${name}\n`);
    measures.push(...((await BENCHES[name]?.()) ?? []));
  }
  process.stdout.write(renderTable(measures));
  if (values.json) await writeFile(values.json, `${JSON.stringify(measures, null, 1)}\n`);
}
