import { parseArgs } from "node:util";
import { type ReadingConfig, readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { findingsTable, summaryLines } from "../learning/calibration/render-report.ts";
import { type RefreshFiles, type RefreshReport, refreshModel } from "../learning/refresh/refresh-model.ts";
import { screenSummary, screenTable } from "../learning/screen/render-screen.ts";
import { screenModel } from "../learning/screen/screen-model.ts";
import {
  uncertaintyJson,
  uncertaintySummary,
  uncertaintyTable,
} from "../learning/uncertainty/render-uncertainty.ts";
import type { Manifest } from "../networks/manifest.ts";
import type { Command } from "./command.ts";
import { calibrationJson } from "./model-calibrate.ts";
import { screenJson } from "./model-screen.ts";
import { openModel } from "./open-model.ts";
import { createProgress } from "./progress.ts";

const DATA = "../shared/data";
const DEFAULTS = {
  images: `${DATA}/nih/images`,
  labels: `${DATA}/nih/labels.csv`,
  other: `${DATA}/other`,
  trainedOn: [`${DATA}/nih/labels.csv`, `${DATA}/nih-equalised/labels.csv`],
};

const HELP = `
Usage: roentgram model refresh DIR [--run RUN] [--images DIR] [--labels CSV] [--other DIR]
       [--trained-on CSV]... [--prevalence CSV] [--json]

Brings everything that was measured of a model up to its network, whenever that changed: thresholds and calibration (as
'model calibrate'), the screen (as 'model screen'), when to say "not sure" (as 'model uncertainty'), and the card DIR/README.md, whose licence, provenance and remarks by hand
stay. All or nothing: it works on a copy beside the folder and puts that in its place at the end.

  --run RUN         a training run's folder: its best network comes in place of the model's, with recipe, log, curves
                    and settings in DIR/training. Name and licence stay; weights are halves if they were, as far as that keeps
                    logits within 0.001. Not needed for RUN/model itself, as 'train' leaves it
  --images DIR      the films (default: ${DEFAULTS.images})
  --labels CSV      their labels, with a column 'split' (default: ${DEFAULTS.labels})
  --other DIR       pictures that are no chest X-rays (default: ${DEFAULTS.other})
  --trained-on CSV  label file of what the network was trained on; may be given several times (default: what the run
                    learnt from, or DIR/training says; else ${DEFAULTS.trainedOn.join(" and ")})
  --prevalence CSV  label file of the films that probabilities are to hold for (default: all of NIH ChestX-ray14)
  --json            one JSON document on stdout and nothing else
`;

const describe = ({ version, sha256, calibration }: Manifest) =>
  `version ${version}, sha256 ${sha256.slice(0, 16)}, mean AUC ${calibration ? calibration.meanAuc.toFixed(3) : "not measured"}`;

function toText(dir: string, { before, now, calibrated, screened, doubted, kept }: RefreshReport): string {
  const lines = [
    findingsTable(calibrated),
    "",
    ...summaryLines(calibrated).map((line) => line.replaceAll("**", "")),
    "",
    screenTable(screened),
    "",
    ...screenSummary(screened),
    "",
    uncertaintyTable(doubted),
    "",
    ...uncertaintySummary(doubted),
    "",
    `before: ${describe(before)}`,
    `now:    ${describe(now)}`,
    ...(kept.length > 0
      ? [
          `${dir}/README.md: kept as a person wrote it, though the network changed: ${kept.join(", ")}. Read it again.`,
        ]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function toJson({ before, now, calibrated, screened, doubted, kept }: RefreshReport) {
  const of = ({ version, sha256, calibration }: Manifest) => ({
    version,
    sha256,
    meanAuc: calibration?.meanAuc ?? null,
  });
  return {
    before: of(before),
    now: of(now),
    kept,
    calibrated: calibrationJson(calibrated),
    screened: screenJson(screened),
    doubted: uncertaintyJson(doubted),
  };
}

async function refresh(dir: string, files: RefreshFiles, config: ReadingConfig): Promise<RefreshReport> {
  const lines = {
    films: createProgress(process.stderr, "films read"),
    pictures: createProgress(process.stderr, "pictures read"),
    looks: createProgress(process.stderr, "second looks"),
  };
  try {
    return await refreshModel(dir, files, {
      screen: screenModel,
      open: (place) => openModel(place, config, { requireReady: false }),
      onProgress: (what) => (done, total) => {
        lines[what].show(done, total);
        if (done === total) lines[what].end();
      },
    });
  } finally {
    for (const line of Object.values(lines)) line.end();
  }
}

async function run(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      run: text,
      images: { ...text, default: DEFAULTS.images },
      labels: { ...text, default: DEFAULTS.labels },
      other: { ...text, default: DEFAULTS.other },
      "trained-on": { ...text, multiple: true },
      prevalence: text,
      json: { type: "boolean", default: false },
    },
  });
  const [dir] = positionals;
  if (dir === undefined || positionals.length > 1) {
    throw new UserError("model refresh: say which model: roentgram model refresh DIR [--run RUN]", {
      exitCode: 2,
    });
  }
  const { images, labels, other, prevalence, "trained-on": trainedOn } = values;
  const files = {
    images,
    labels,
    other,
    prevalence,
    trainedOn,
    run: values.run,
    usuallyTrainedOn: DEFAULTS.trainedOn,
  };
  const report = await refresh(dir, files, readReadingConfig(process.env));
  process.stdout.write(values.json ? `${JSON.stringify(toJson(report), null, 1)}\n` : toText(dir, report));
  return 0;
}

export const modelRefresh: Command = {
  name: "model refresh",
  summary: "measure a changed network anew: thresholds, calibration, screen and card in one go",
  help: HELP,
  run,
};
