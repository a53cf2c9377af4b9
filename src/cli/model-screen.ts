import { parseArgs } from "node:util";
import { readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { writeCardSection } from "../learning/model-card.ts";
import { barsOf } from "../learning/screen/bars.ts";
import { renderScreen, screenSummary, screenTable } from "../learning/screen/render-screen.ts";
import { type ScreenReport, screenModel } from "../learning/screen/screen-model.ts";
import { readManifest, writeManifest } from "../networks/manifest-file.ts";
import { withMeasured } from "../networks/with-measured.ts";
import type { Command } from "./command.ts";
import { openModel } from "./open-model.ts";
import { createProgress } from "./progress.ts";

const HELP = `
Usage: roentgram model screen DIR --images DIR --labels CSV --other DIR [--json]

Fits a model's first screen, "is this a chest X-ray at all", and measures it: how many films it refuses, as
they are, on a light box, framed by a phone and re-encoded, and how many other pictures it lets through. Writes both into
DIR/model.json and the model card DIR/README.md.

  --images DIR   films, in this folder or below it
  --labels CSV   columns 'Image Index', 'Finding Labels', 'Patient ID', 'split': films of split train are fitted
                 on, those of split test measured
  --other DIR    folders 'photos' and 'ct' of pictures that are no chest X-rays (every other file, by name, is
                 fitted on, the rest measured); 'film-photos' (must pass) and 'lateral', if there
  --json         one JSON document on stdout and nothing else
`;

/** What `--json` prints. */
export function screenJson({ screen, chosen, trials, fittedOn, measured, undecodable }: ScreenReport) {
  const { before, after, view, framing } = screen;
  const limits = {
    before: before.limit,
    after: after.limit,
    view: view?.limit ?? null,
    cropped: framing?.sides.left.limit ?? null,
    croppedMaybe: framing?.doubtful ?? null,
  };
  return {
    bars: barsOf(measured, undecodable),
    measured: measured.map((row) => ({ ...row, reasons: Object.fromEntries(row.reasons) })),
    fittedOn: Object.fromEntries(fittedOn),
    chosen,
    trials,
    limits,
  };
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      images: { type: "string" },
      labels: { type: "string" },
      other: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [dir] = positionals;
  const { images, labels, other, json } = values;
  if (dir === undefined || positionals.length > 1 || !images || !labels || !other) {
    throw new UserError(
      "model screen: say which model and which pictures: roentgram model screen DIR --images DIR --labels CSV --other DIR",
      { exitCode: 2 },
    );
  }
  const config = readReadingConfig(process.env);
  const model = await openModel(dir, config, { requireReady: false });
  const progress = createProgress(process.stderr, "pictures read");
  try {
    const report = await screenModel(model, { images, labels, other }, progress.show);
    progress.end();
    await writeManifest(
      dir,
      withMeasured(await readManifest(dir), { screen: report.screen }, model.manifest.sha256),
    );
    await writeCardSection(dir, "screen", renderScreen(report));
    const text = [screenTable(report), "", ...screenSummary(report)].join("\n");
    process.stdout.write(json ? `${JSON.stringify(screenJson(report), null, 1)}\n` : `${text}\n`);
    return 0;
  } finally {
    progress.end();
    await model.release();
  }
}

export const modelScreen: Command = {
  name: "model screen",
  summary: "fit and measure the screen that refuses what is no chest X-ray",
  help: HELP,
  run,
};
