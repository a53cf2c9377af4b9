import { join } from "node:path";
import { parseArgs } from "node:util";
import { availableCpus } from "../config/cpus.ts";
import { UserError } from "../core/user-error.ts";
import { AUGMENTATIONS } from "../learning/augment/augment-options.ts";
import { DATASET_FILES } from "../learning/dataset/dataset-manifest.ts";
import { startFilmWorkers } from "../learning/dataset/film-workers.ts";
import { type Prepared, prepareDataset } from "../learning/dataset/prepare-dataset.ts";
import { leakWarning, prepareSummary, prepareWarnings } from "../learning/dataset/render-prepared.ts";
import { requireDatasetFolder, writeDataset } from "../learning/dataset/write-dataset.ts";
import type { Command } from "./command.ts";
import { PREPARE_OPTIONS, readPreparation } from "./data-prepare-options.ts";
import { readAugmentation, writePreview } from "./data-preview.ts";
import { makeOutFolder } from "./out-folder.ts";
import { createProgress } from "./progress.ts";

const HELP = `
Usage: roentgram data prepare --labels CSV... --images DIR... --out DIR [OPTIONS]

Makes a checked dataset of label files and folders of films: every film is opened; missing, surplus, double and
unreadable ones are set aside and named. Writes into DIR

  ${DATASET_FILES.films}       one film a row: labels, patient, split, source, file, hash, and a column of 0 and 1 per class
  ${DATASET_FILES.setAside}   what was set aside, and why
  ${DATASET_FILES.manifest}    counts, hashes, seed and options; 'train' and 'evaluate' take the folder

  --labels CSV       NIH's Data_Entry_2017*.csv, or columns 'Image Index', 'Finding Labels' (joined by |), 'Patient ID',
                     optionally 'split', 'source'; comma, semicolon or tab; plain or .gz. Several times for several files
  --images DIR       the films, in this folder or below it. Several times for several folders; a name is taken once. With
                     as many --images as --labels, films are looked for in the folder of the same place first
  --task T           multi-label (default), or one-vs-all: one finding against all other films
  --finding NAME     for one-vs-all (default: Pneumothorax)
  --no-finding WAY   films with No Finding: films (default; they stay, without a class), class (a class of their own), or
                     leave-out (as the paper did)
  --split WAY        column (the label files'), patient (default), image (the paper's: patients leak), or lists
  --shares T/V[/E]   parts of 100 for train, val, test (default: 70/10/20 by patient, the paper's 80/20 by image)
  --seed N           of the split (default: 42)
  --train-list FILE  with --split lists: names of films, one a line, such as NIH's train_val_list.txt; also --val-list,
                     --test-list
  --val-share N      with --split lists: parts of 100 of the train list that become val, by patient (default: 0)
  --preview FILE     a sheet of films of split train as training would change them at random, as a JPEG (the paper's Fig. 1)
  --augment NAME     for --preview: ${Object.keys(AUGMENTATIONS).join(", ")} (default: paper)
  --threads N        that read films (default: one per processor)
  --json             one JSON document on stdout and nothing else
`;

/** What `--json` prints. */
const toJson = (out: string, manifest: object, { setAside, leak }: Prepared) => ({
  out,
  ...manifest,
  leak,
  setAside,
});

function readThreads(text: string | undefined): number {
  const threads = text === undefined ? availableCpus() : Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 64) return threads;
  throw new UserError(`data prepare: --threads ${text}: must be from 1 to 64`, { exitCode: 2 });
}

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...PREPARE_OPTIONS,
      out: { type: "string" },
      preview: { type: "string" },
      augment: { type: "string", default: "paper" },
      threads: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const preparation = readPreparation(values);
  const { out, json } = values;
  if (out === undefined) {
    throw new UserError("data prepare: say where to write: --out DIR", { exitCode: 2 });
  }
  const threads = readThreads(values.threads);
  const name = readAugmentation("data prepare", values.augment);
  await makeOutFolder("data prepare", out);
  await requireDatasetFolder(out);
  const progress = createProgress(process.stderr, "films looked at");
  const workers = startFilmWorkers(threads);
  try {
    const prepared = await prepareDataset(preparation, workers, progress.show);
    progress.end();
    const manifest = await writeDataset(out, preparation, prepared);
    for (const line of prepareWarnings(prepared)) process.stderr.write(`data prepare: ${line}\n`);
    const leak = leakWarning(prepared.leak);
    if (leak) process.stderr.write(`data prepare: warning: ${leak}\n`);
    if (values.preview !== undefined) {
      await writePreview(values.preview, prepared.films, { name, seed: preparation.seed });
    }
    const text = [prepareSummary(manifest), "", `written to ${join(out, DATASET_FILES.manifest)}`].join("\n");
    process.stdout.write(
      json ? `${JSON.stringify(toJson(out, manifest, prepared), null, 1)}\n` : `${text}\n`,
    );
    return 0;
  } finally {
    progress.end();
    await workers.close();
  }
}

export const dataPrepare: Command = {
  name: "data prepare",
  summary: "make a checked dataset of labels and films",
  help: HELP,
  run,
};
