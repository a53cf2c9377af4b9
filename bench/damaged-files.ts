import { parseArgs } from "node:util";
import type { Decoded } from "./damaged/decode-damaged.ts";
import { type DamagedReport, runDamaged } from "./damaged/run-damaged.ts";

const HELP = `Usage: npm run fuzz -- [--from N] [--to N] [--seed N] [--json]

Decodes damaged and hostile files (photos of every format, and DICOM) in a process of bounded memory, and prints what came
of them, the slowest, and how memory went. Each must end in a film or a typed refusal within 5 seconds of a processor. Files
are numbered: --from 2000 --to 4000 does those again (default: 0 to 10000). Exits with 1 when one crashed, hung, took too
long, or the process grew.
`;
const SEED = 20_261_126;

const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
const named = ({ number, damage, outcome, milliseconds, busy }: Decoded) =>
  `file ${number} (${damage}, ${outcome}): ${Math.round(milliseconds)} ms, ${Math.round(busy)} ms of a processor`;

function render({ files, outcomes, slowest, busiest, resident, faults }: DamagedReport): string {
  return [
    `${files} damaged files`,
    ...outcomes.map(([outcome, count]) => `  ${outcome.padEnd(20)} ${String(count).padStart(6)}`),
    `slowest:  ${named(slowest)}`,
    `busiest:  ${named(busiest)}`,
    `memory:   at most ${megabytes(resident.most)}; medians in order ${resident.medians.map(megabytes).join(", ")}`,
    faults.length === 0 ? "no crash, no hang, no growth" : `FAULTS:\n  ${faults.join("\n  ")}`,
    "",
  ].join("\n");
}

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "0" },
    to: { type: "string", default: "10000" },
    seed: { type: "string", default: String(SEED) },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const range = { from: Number(values.from), to: Number(values.to) };
const isUsable = Number.isInteger(range.from) && Number.isInteger(range.to) && range.to > range.from;
if (values.help || !isUsable || !Number.isInteger(Number(values.seed))) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const report = await runDamaged(Number(values.seed), range, (done, of) => {
    if (done % 500 === 0) process.stderr.write(`fuzz: ${done} of ${of}\n`);
  });
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 1)}\n` : render(report));
  if (report.faults.length > 0) process.exitCode = 1;
}
