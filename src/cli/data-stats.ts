import { stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";
import { coOccurrenceChart } from "../learning/charts/co-occurrence-chart.ts";
import { type LabelStatistics, labelStatistics } from "../learning/dataset/label-statistics.ts";
import { openDataset } from "../learning/dataset/open-dataset.ts";
import { renderStatistics } from "../learning/dataset/render-statistics.ts";
import { type LabelRow, readLabels, SPLITS } from "../learning/labels.ts";
import { writeWhole } from "../networks/manifest-file.ts";
import { svgToPng } from "../vision/draw/svg-to-png.ts";
import type { Command } from "./command.ts";
import { makeOutFolder } from "./out-folder.ts";

const HELP = `
Usage: roentgram data stats DATASET|CSV [--split train|val|test] [--out DIR] [--json]

Counts what labels say: films per finding, class weights and positive weights, which findings come together (the
paper's Fig. 3), ages, views. Takes a folder that 'data prepare' made, or a label file such as NIH's
Data_Entry_2017_v2020.csv.gz, whose films need not be here.

  --split S    only films of this split
  --out DIR    write statistics.json, statistics.md, and the co-occurrence matrix, raw and normalised, as SVG and PNG
  --json       one JSON document on stdout and nothing else
`;

async function readRows(path: string): Promise<readonly LabelRow[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false, // the label reader says why
  );
  return isFolder ? (await openDataset(path)).films : readLabels(path);
}

async function writeStatistics(out: string, path: string, statistics: LabelStatistics): Promise<void> {
  const write = (name: string, content: string | Uint8Array) => writeWhole(join(out, name), content);
  await write("statistics.json", `${JSON.stringify(statistics, null, 1)}\n`);
  for (const kind of ["raw", "normalised"] as const) {
    const svg = await coOccurrenceChart(statistics, kind);
    await write(`co-occurrence-${kind}.svg`, svg);
    await write(`co-occurrence-${kind}.png`, await svgToPng(svg));
  }
  const pictures = ["raw", "normalised"].map(
    (kind) => `![Co-occurrence, ${kind}](co-occurrence-${kind}.svg)`,
  );
  const text = [`# Labels of ${path}`, "", renderStatistics(statistics), "", ...pictures].join("\n");
  await write("statistics.md", `${text}\n`);
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      split: { type: "string" },
      out: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    throw new UserError("data stats: say of what: roentgram data stats DATASET|CSV", { exitCode: 2 });
  }
  const split = SPLITS.find((name) => name === values.split);
  if (values.split !== undefined && !split) {
    throw new UserError(`data stats: --split ${values.split}: not one of ${SPLITS.join(", ")}`, {
      exitCode: 2,
    });
  }
  if (values.out !== undefined) await makeOutFolder("data stats", values.out);
  const all = await readRows(path);
  const rows = split ? all.filter((row) => row.split === split) : all;
  if (rows.length === 0) throw new UserError(`${path}: no film in split '${split}'`);
  const statistics = labelStatistics(rows);
  if (values.out !== undefined) await writeStatistics(values.out, path, statistics);
  process.stdout.write(
    values.json ? `${JSON.stringify(statistics, null, 1)}\n` : `${renderStatistics(statistics)}\n`,
  );
  return 0;
}

export const dataStats: Command = {
  name: "data stats",
  summary: "count labels: co-occurrence, class weights, ages, views",
  help: HELP,
  run,
};
