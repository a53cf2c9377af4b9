import { basename, join } from "node:path";
import { availableCpus } from "../config/cpus.ts";
import { readReadingConfig } from "../config/reading-config.ts";
import { readVersion } from "../config/version.ts";
import { locateFilms } from "../learning/film-files.ts";
import { readLabels, rowsOfSplit } from "../learning/labels.ts";
import { judgeBars } from "../learning/robustness/bars.ts";
import { listConditions } from "../learning/robustness/conditions.ts";
import { drawFilms } from "../learning/robustness/draw-films.ts";
import { drawKinds, type Picture } from "../learning/robustness/draw-kinds.ts";
import { measureModel } from "../learning/robustness/measure-model.ts";
import { measureRobustness, REPEATS } from "../learning/robustness/measure-robustness.ts";
import { readPhotos } from "../learning/robustness/read-photos.ts";
import { renderHtml, renderMarkdown } from "../learning/robustness/render-robustness.ts";
import { barRow, type RobustnessReport, toJson } from "../learning/robustness/robustness-report.ts";
import type { Model } from "../networks/load-model.ts";
import { writeWhole } from "../networks/manifest-file.ts";
import { makeFolder } from "../runtime/make-folder.ts";
import { createReader } from "../vision/read-films.ts";
import type { Command } from "./command.ts";
import { openModel } from "./open-model.ts";
import { makeOutFolder } from "./out-folder.ts";
import { createProgress } from "./progress.ts";
import { ROBUSTNESS_HELP, type RobustnessOptions, readRobustnessOptions } from "./robustness-options.ts";

async function run(args: string[]): Promise<number> {
  const options = readRobustnessOptions(args);
  const all = rowsOfSplit(options.labels, await readLabels(options.labels), options.split);
  const rows = drawFilms(all, options.films ?? all.length, options.seed);
  const paths = await locateFilms(
    options.images,
    rows.map(({ image }) => image),
  );
  await makeOutFolder("robustness", options.out);
  const config = readReadingConfig(process.env);
  const model = await openModel(options.model ?? config.MODEL_DIR, config, { requireReady: false });
  try {
    const report = await measure(options, model, { all: all.length, rows, paths });
    await save(options, report);
    const lines = report.bars.map((bar) => {
      const [demand, measured, figures, verdict] = barRow(bar);
      return `${demand}: ${verdict} (${measured}: ${figures})`;
    });
    process.stdout.write(`${[...lines, "", `The report: ${join(options.out, "report.html")}`].join("\n")}\n`);
    return 0;
  } finally {
    await model.release();
  }
}

type Films = {
  readonly all: number;
  readonly rows: ReturnType<typeof drawFilms>;
  readonly paths: readonly string[];
};

async function measure(
  { kinds, levels, seed, out, labels, split, photos, unseen }: RobustnessOptions,
  model: Model,
  { all, rows, paths }: Films,
): Promise<RobustnessReport> {
  const version = readVersion();
  const conditions = listConditions(kinds, levels);
  const progress = createProgress(process.stderr, "films disturbed and read");
  const { results, takenUp } = await measureModel({
    model,
    paths,
    conditions,
    seed,
    folder: join(out, "conditions"),
    version,
    threads: availableCpus(),
    onProgress: (name, done, total, left) =>
      progress.show(done, total, `${name}${left === null ? "" : `, about ${timeLeft(left)} left`}`),
  }).finally(progress.end);
  if (takenUp > 0)
    process.stderr.write(`${takenUp} of ${conditions.length} conditions were measured before\n`);
  const drawing = createProgress(process.stderr, "draws of patients measured");
  const measured = measureRobustness(results, rows, model.manifest.labels, drawing.show);
  drawing.end();
  const reader = createReader(model, { uncalibrated: true });
  const { name, version: modelVersion, sha256 } = model.identity;
  return {
    model: { name, version: modelVersion, sha256 },
    labels: basename(labels),
    split,
    films: rows.length,
    patients: new Set(rows.map(({ patient }) => patient)).size,
    of: all,
    seed,
    repeats: REPEATS,
    day: new Date().toISOString().slice(0, 10),
    version,
    conditions: measured.conditions,
    bars: judgeBars(measured),
    pictures: await drawKinds(
      kinds.filter((kind) => kind !== "identity"),
      seed,
    ),
    photos: photos === undefined ? [] : await readPhotos(reader, photos, { shown: !unseen }),
  };
}

const timeLeft = (seconds: number) =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

async function save({ out, json }: RobustnessOptions, report: RobustnessReport): Promise<void> {
  const savePictures = async (folder: string, pictures: readonly Picture[]) => {
    if (pictures.length === 0) return;
    await makeFolder(join(out, folder));
    for (const { name, jpeg } of pictures) await writeWhole(join(out, folder, `${name}.jpg`), jpeg);
  };
  await savePictures("pictures", report.pictures);
  await savePictures(
    "photo-pictures",
    report.photos.flatMap(({ picture }) => (picture ? [picture] : [])),
  );
  const document = toJson(report);
  await writeWhole(join(out, "robustness.json"), document);
  if (json !== undefined) await writeWhole(json, document);
  await writeWhole(join(out, "README.md"), renderMarkdown(report));
  await writeWhole(join(out, "report.html"), await renderHtml(report));
}

export const robustness: Command = {
  name: "robustness",
  summary: "measure what the field's disturbances cost",
  help: ROBUSTNESS_HELP,
  run,
};
