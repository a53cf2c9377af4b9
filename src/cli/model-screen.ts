import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";
import type { OnProgress } from "../learning/predict-films.ts";
import { barsOf, isMissedForSure } from "../learning/screen/bars.ts";
import { checkScreen } from "../learning/screen/check-screen.ts";
import type { Passed } from "../learning/screen/measure-screen.ts";
import { renderScreen, screenSummary, screenTable } from "../learning/screen/render-screen.ts";
import { type ScreenReport, screenModel } from "../learning/screen/screen-model.ts";
import type { ScreenFiles } from "../learning/screen/screen-pictures.ts";
import type { Model } from "../networks/load-model.ts";
import { readManifest } from "../networks/manifest-file.ts";
import type { Command } from "./command.ts";
import { keepMeasured, measureModel } from "./measured-model.ts";

const HELP = `
Usage: roentgram model screen DIR --images DIR --labels CSV --other DIR [--json]
       roentgram model screen DIR --check [--images DIR --labels CSV --other DIR] [--every N] [--json]

Fits a model's first screen, "is this a frontal chest X-ray that can be read", and measures it: how many films it refuses, as
they are, on a light box, framed by a phone and re-encoded, and how many other pictures, side views, cut-off and badly
photographed films it lets through. Writes both into DIR/model.json and the model card DIR/README.md.

  --images DIR   films, in this folder or below it
  --labels CSV   columns 'Image Index', 'Finding Labels', 'Patient ID', 'split': films of split train are fitted
                 on, those of split test measured
  --other DIR    folders 'photos' and 'ct' of pictures that are no chest X-rays and 'lateral' of side views (every other
                 file, by name, is fitted on, the rest measured); 'film-photos' (must pass), if there
  --check        fits and writes nothing: measures the screen that DIR has, and exits with 1 where a bar is missed beyond
                 chance. Without films it looks at phantoms and drawings alone
  --every N      with --check: looks at every Nth test film alone (default: 12)
  --json         one JSON document on stdout and nothing else
`;

const measuredJson = (measured: readonly Passed[]) =>
  measured.map((row) => ({ ...row, reasons: Object.fromEntries(row.reasons) }));

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
    measured: measuredJson(measured),
    fittedOn: Object.fromEntries(fittedOn),
    chosen,
    trials,
    limits,
  };
}

type Options = { readonly images?: string; readonly labels?: string; readonly other?: string };

const filesOf = ({ images, labels, other }: Options): ScreenFiles | undefined =>
  images && labels && other ? { images, labels, other } : undefined;

async function fitAnew(model: Model, files: ScreenFiles, show: OnProgress) {
  const { dir } = model;
  const report = await screenModel(model, files, show);
  await keepMeasured(model, { screen: report.screen }, ["screen", renderScreen(report)]);
  if ((await readManifest(dir)).uncertainty) {
    process.stderr.write(
      `${dir}: the limits for "not sure" were fitted with the screen before; a worker wants them anew: roentgram model uncertainty ${dir} --help\n`,
    );
  }
  return {
    text: [screenTable(report), "", ...screenSummary(report)],
    json: screenJson(report),
    missed: false,
  };
}

async function checkAlone(model: Model, files: ScreenFiles | undefined, sample: number, show: OnProgress) {
  const found = await checkScreen(model, files, sample, show);
  const bars = barsOf(found.measured, found.undecodable);
  const missed = bars.filter(isMissedForSure);
  const text = [
    screenTable(found),
    "",
    ...screenSummary(found),
    ...missed.map(({ promise }) => `missed beyond chance: ${promise}`),
  ];
  return { text, json: { bars, measured: measuredJson(found.measured) }, missed: missed.length > 0 };
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      images: { type: "string" },
      labels: { type: "string" },
      other: { type: "string" },
      check: { type: "boolean", default: false },
      every: { type: "string", default: "12" },
      json: { type: "boolean", default: false },
    },
  });
  const [dir] = positionals;
  const files = filesOf(values);
  const some = Boolean(values.images ?? values.labels ?? values.other);
  if (dir === undefined || positionals.length > 1 || (!files && (some || !values.check))) {
    throw new UserError(
      "model screen: say which model and which pictures: roentgram model screen DIR --images DIR --labels CSV --other DIR",
      { exitCode: 2 },
    );
  }
  const every = Number(values.every);
  if (!Number.isInteger(every) || every < 1) {
    throw new UserError(`model screen: --every ${values.every}: a whole number from 1 on is needed`, {
      exitCode: 2,
    });
  }
  const { missed } = await measureModel(
    dir,
    { counted: "pictures read", json: values.json },
    (model, onProgress) =>
      values.check || !files
        ? checkAlone(model, files, every, onProgress)
        : fitAnew(model, files, onProgress),
  );
  return missed ? 1 : 0;
}

export const modelScreen: Command = {
  name: "model screen",
  summary: "fit and measure the screen that refuses what is no chest X-ray",
  help: HELP,
  run,
};
