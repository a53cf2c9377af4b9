import { parseArgs } from "node:util";
import { readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { readSplits } from "../learning/calibration/calibrate-model.ts";
import { writeCardSection } from "../learning/model-card.ts";
import { predictSplits } from "../learning/predict-splits.ts";
import { fitUncertainty } from "../learning/uncertainty/fit-uncertainty.ts";
import {
  renderUncertainty,
  uncertaintyJson,
  uncertaintySummary,
  uncertaintyTable,
} from "../learning/uncertainty/render-uncertainty.ts";
import { readManifest, writeManifest } from "../networks/manifest-file.ts";
import { withMeasured } from "../networks/with-measured.ts";
import type { Command } from "./command.ts";
import { openModel } from "./open-model.ts";
import { createProgress } from "./progress.ts";

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
  const model = await openModel(dir, readReadingConfig(process.env), { requireReady: false });
  const progress = createProgress(process.stderr, "films read");
  try {
    const seen = await predictSplits(model, images, await readSplits(labels), progress.show);
    progress.end();
    const report = await fitUncertainty(model, { seen, calibration, screen });
    // Read again: something else may have been written meanwhile.
    await writeManifest(
      dir,
      withMeasured(await readManifest(dir), { uncertainty: report.uncertainty }, model.manifest.sha256),
    );
    await writeCardSection(dir, "uncertainty", renderUncertainty(report));
    const text = [...uncertaintySummary(report), "", uncertaintyTable(report)].join("\n");
    process.stdout.write(json ? `${JSON.stringify(uncertaintyJson(report), null, 1)}\n` : `${text}\n`);
    return 0;
  } finally {
    progress.end();
    await model.release();
  }
}

export const modelUncertainty: Command = {
  name: "model uncertainty",
  summary: 'fit and measure when a model says "not sure"',
  help: HELP,
  run,
};
