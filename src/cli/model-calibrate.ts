import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";
import { type CalibrationReport, calibrateModel } from "../learning/calibration/calibrate-model.ts";
import { findingsTable, renderReport, summaryLines } from "../learning/calibration/render-report.ts";
import { calibrateOutcomes } from "./calibrate-outcomes.ts";
import type { Command } from "./command.ts";
import { keepMeasured, measureModel } from "./measured-model.ts";

const HELP = `
Usage: roentgram model calibrate DIR --images DIR --labels CSV [--prevalence CSV]
       [--trained-on CSV]... [--json]
       roentgram model calibrate DIR --outcomes CSV [--images DIR] [--site NAME] [--json]

Sets a model's thresholds, and measures what its findings are worth: runs it over labelled films, fits the
calibration on those of split val, measures on those of split test, and writes both into DIR/model.json
and the model card DIR/README.md.

  --images DIR      the films, in this folder or below it
  --labels CSV      columns 'Image Index', 'Finding Labels' (joined by |), 'Patient ID', 'split' (train, val,
                    test; no patient in two of them), optionally 'source'; plain or .gz
  --prevalence CSV  label file of the films that probabilities are to hold for
                    (default: all 112,120 films of NIH ChestX-ray14, whose counts are built in)
  --trained-on CSV  label file of what the network was trained on, such as NIH's own metadata for a public
                    checkpoint: its films of split train, or all where it has no splits. Given several times, a
                    film named in two files counts once (default: the train and val films of --labels)
  --json            one JSON document on stdout and nothing else

With --outcomes it fits a site's own calibration to what became known of its films, into DIR/site-calibration.json, which a
worker takes from its next start on; what came with the model stays. Findings with fewer than 10 outcomes of either kind keep it.

  --outcomes CSV    feedback.csv or labels.csv of 'feedback export', a label file as above, or a table with a column 'case' or
                    'image', one for each finding known ('Effusion': 1, 0 or empty), optionally 'patient' and 'model sha256'.
                    What the network said: 'Effusion logit', or 'Effusion probability' as 'analyze --json' prints it with the
                    calibration that came with the model; or --images. Outcomes of another network are refused
  --images DIR      the films named in the file: the network reads them again
  --site NAME       for the card (default: site)
`;

/** What `--json` prints. */
export function calibrationJson(report: CalibrationReport) {
  const { calibration, tested, films } = report;
  const { all, bySource, falseAlarms, anyAbove, findings } = tested;
  return { calibration, films, all, bySource, falseAlarms, anyAbove, findings };
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      images: { type: "string" },
      labels: { type: "string" },
      prevalence: { type: "string" },
      outcomes: { type: "string" },
      site: { type: "string" },
      "trained-on": { type: "string", multiple: true },
      json: { type: "boolean", default: false },
    },
  });
  const [dir] = positionals;
  const { images, labels, prevalence, outcomes, site = "site", json } = values;
  if (dir !== undefined && positionals.length === 1 && outcomes !== undefined) {
    if (labels !== undefined || prevalence !== undefined || values["trained-on"] !== undefined) {
      throw new UserError(
        "model calibrate: --outcomes fits beside the model's own calibration and takes no --labels, --prevalence or --trained-on",
        { exitCode: 2 },
      );
    }
    return calibrateOutcomes(dir, { outcomes, images, site }, json);
  }
  if (values.site !== undefined) {
    throw new UserError("model calibrate: --site goes with --outcomes", { exitCode: 2 });
  }
  if (dir === undefined || positionals.length > 1 || images === undefined || labels === undefined) {
    throw new UserError(
      "model calibrate: say which model and which films: roentgram model calibrate DIR --images DIR --labels CSV",
      { exitCode: 2 },
    );
  }
  const files = { images, labels, prevalence, trainedOn: values["trained-on"] };
  await measureModel(dir, { counted: "films read", json }, async (model, onProgress) => {
    const report = await calibrateModel(model, files, onProgress);
    const { calibration } = report;
    await keepMeasured(model, { calibration }, ["calibrate", renderReport(report)]);
    const summary = summaryLines(report).map((line) => line.replaceAll("**", ""));
    return { text: [findingsTable(report), "", ...summary], json: calibrationJson(report) };
  });
  return 0;
}

export const modelCalibrate: Command = {
  name: "model calibrate",
  summary: "set a model's thresholds and measure it on labelled films",
  help: HELP,
  run,
};
