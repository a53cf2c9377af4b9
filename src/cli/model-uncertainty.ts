import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";
import { readSplits } from "../learning/calibration/calibrate-model.ts";
import { predictSplits } from "../learning/predict-splits.ts";
import { fitUncertainty } from "../learning/uncertainty/fit-uncertainty.ts";
import {
  renderUncertainty,
  uncertaintyJson,
  uncertaintySummary,
  uncertaintyTable,
} from "../learning/uncertainty/render-uncertainty.ts";
import { readManifest } from "../networks/manifest-file.ts";
import type { Command } from "./command.ts";
import { keepMeasured, measureModel } from "./measured-model.ts";

const HELP = `
Usage: roentgram model uncertainty DIR --images DIR --labels CSV [--json]

Fits when a model says "not sure, ask a radiologist" in place of findings: where a film is unlike those it learnt from, or its
answer changes when the film is mirrored or moved a little. Limits are fitted on the films of split val; how often
it happens and what it brings is measured on those of split test. Writes both into DIR/model.json and the model card
DIR/README.md. Needs calibration and screen; 'model refresh' does all three.

  --images DIR  the films, in this folder or below it
  --labels CSV  columns 'Image Index', 'Finding Labels', 'Patient ID', 'split' (train, val, test)
  --json        one JSON document on stdout and nothing else
`;

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      images: { type: "string" },
      labels: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [dir] = positionals;
  const { images, labels, json } = values;
  if (dir === undefined || positionals.length > 1 || images === undefined || labels === undefined) {
    throw new UserError(
      "model uncertainty: say which model and which films: roentgram model uncertainty DIR --images DIR --labels CSV",
      { exitCode: 2 },
    );
  }
  const { calibration, screen } = await readManifest(dir);
  if (!calibration) {
    throw new UserError(
      `${dir}: the model is not calibrated. Run first: roentgram model calibrate ${dir} --help`,
    );
  }
  await measureModel(dir, { counted: "films read", json }, async (model, onProgress) => {
    const seen = await predictSplits(model, images, await readSplits(labels), onProgress);
    const report = await fitUncertainty(model, { seen, calibration, screen });
    const { uncertainty } = report;
    await keepMeasured(model, { uncertainty }, ["uncertainty", renderUncertainty(report)]);
    return {
      text: [...uncertaintySummary(report), "", uncertaintyTable(report)],
      json: uncertaintyJson(report),
    };
  });
  return 0;
}

export const modelUncertainty: Command = {
  name: "model uncertainty",
  summary: 'fit and measure when a model says "not sure"',
  help: HELP,
  run,
};
