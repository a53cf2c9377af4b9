import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LABELS } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";
import type { Calibration, Manifest } from "../networks/manifest.ts";
import { readManifest } from "../networks/manifest-file.ts";
import { modelGaps } from "../networks/model-gaps.ts";
import { escapeControls } from "../networks/printable.ts";
import { readSiteCalibration, type SiteCalibration, siteTrouble } from "../networks/site-calibration.ts";
import type { Command } from "./command.ts";

const HELP = `
Usage: roentgram model info DIR [--json]

Says what a model is, what it was measured on, and what is missing before a worker accepts it.

  --json   one JSON document on stdout and nothing else: the manifest, the hash found, and what is missing
`;

async function hashOf(dir: string): Promise<string | null> {
  const file = await readFile(join(dir, "model.onnx")).catch(() => undefined);
  return file ? createHash("sha256").update(file).digest("hex") : null;
}

function missing(manifest: Manifest, dir: string, sha256: string | null): string[] {
  const gaps = modelGaps(manifest, dir);
  if (sha256 === null) return [`model.onnx (import the model again)`, ...gaps];
  if (sha256 === manifest.sha256) return gaps;
  return [`the right model.onnx: its sha256 is ${sha256}, model.json says ${manifest.sha256}`, ...gaps];
}

function architectureLine({ architecture, head, input, activation, weights }: Manifest): string {
  const { growth, blocks, initialWidth } = architecture;
  const pooling = `${head.pooling.join(" and ")} pooling ${head.reluBeforePooling ? "after a ReLU" : "without a ReLU before it"}`;
  const pixels = `(x / 255 * ${input.range} - ${input.mean.join("|")}) / ${input.std.join("|")}`;
  return [
    `network     DenseNet of growth ${growth}, blocks ${blocks.join("-")}, width ${initialWidth}; ${pooling}, ${activation}`,
    `input       ${input.channels} x ${input.size} x ${input.size}, pixels ${pixels}; weights stored as ${weights}`,
  ].join("\n");
}

const two = (value: number) => value.toFixed(2);

function calibrationLines(calibration: Calibration | null): string[] {
  if (!calibration) return ["measured    not yet: no calibration"];
  const [low, high] = calibration.meanAucInterval;
  const rows = Object.entries(calibration.findings).map(([label, finding]) => {
    const { auc, interval, positives, threshold, evidence } = finding;
    const area =
      auc === null || !interval ? "AUC unknown" : `AUC ${two(auc)} (${two(interval[0])}-${two(interval[1])})`;
    return `  ${label.padEnd(20)}${area.padEnd(24)}${positives} positives, threshold ${threshold.toPrecision(3)}, evidence ${evidence}`;
  });
  return [
    `measured    on ${calibration.testedOn}; thresholds fitted on ${calibration.fittedOn}`,
    `mean AUC    ${two(calibration.meanAuc)} (95 % interval ${two(low)}-${two(high)})${calibration.starter ? "; a starter: for trying the service out, not for patients" : ""}`,
    `false alarms on ${(calibration.falseAlarmShare * 100).toFixed(0)} % of test films labelled "No Finding"`,
    ...rows,
  ];
}

function siteLines(site: SiteCalibration | undefined): string[] {
  if (!site) return [];
  return [`site        ${site.site}: ${Object.keys(site.findings).join(", ")}; fitted on ${site.fittedOn}`];
}

function operatingPointLines({ operatingPoints }: Manifest): string[] {
  const points = Object.entries(operatingPoints ?? {});
  if (points.length === 0) return [];
  const listed = points.map(([label, point]) => `${label} ${point.toPrecision(3)}`).join(", ");
  return [`came with   operating points on the uncalibrated probability (not used): ${listed}`];
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) {
    throw new UserError("model info: name one model folder", { exitCode: 2 });
  }
  const manifest = await readManifest(dir);
  const sha256 = await hashOf(dir);
  const site = await readSiteCalibration(dir);
  const trouble = site && siteTrouble(site, manifest, dir);
  const gaps = [...missing(manifest, dir, sha256), ...(trouble === undefined ? [] : [trouble])];
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ dir, ready: gaps.length === 0, missing: gaps, sha256, manifest, ...(site ? { site } : {}) }, null, 1)}\n`,
    );
    return 0;
  }
  const unassessed = LABELS.filter((label) => !manifest.labels.includes(label));
  const lines = [
    `${manifest.name}, version ${manifest.version}`,
    `licence     ${manifest.licence}`,
    `source      ${manifest.source}`,
    `training    ${manifest.training.data}; ${manifest.training.split}`,
    architectureLine(manifest),
    `findings    ${manifest.labels.join(", ")}`,
    manifest.uncertainty
      ? `not sure    on ${(100 * manifest.uncertainty.share).toFixed(1)} % of ${manifest.uncertainty.testedOn}`
      : `not sure    never: no limits were fitted (roentgram model uncertainty ${dir} --help)`,
    ...(unassessed.length > 0 ? [`not assessed ${unassessed.join(", ")}`] : []),
    ...(manifest.dropped.length > 0 ? [`left out    ${manifest.dropped.join(", ")}`] : []),
    ...operatingPointLines(manifest),
    ...calibrationLines(manifest.calibration),
    ...siteLines(site),
    gaps.length === 0 ? "ready: a worker accepts it" : "not ready: a worker refuses it until it has its",
    ...gaps.map((gap) => `  ${gap}`),
  ];
  // A folder may come from anyone: what it says must not reach the terminal as commands.
  process.stdout.write(`${lines.flatMap((each) => each.split("\n").map(escapeControls)).join("\n")}\n`);
  return 0;
}

export const modelInfo: Command = {
  name: "model info",
  summary: "what a model is, was measured on, and still needs",
  help: HELP,
  run,
};
