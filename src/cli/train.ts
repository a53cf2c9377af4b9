import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { availableCpus } from "../config/cpus.ts";
import { readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { type FilmWorkers, startFilmWorkers } from "../learning/dataset/film-workers.ts";
import type { OnProgress } from "../learning/predict-films.ts";
import { type BegunRun, beginRun, resumeRun } from "../learning/training/begin-run.ts";
import { inputOf } from "../learning/training/export-run.ts";
import { createFilmSources } from "../learning/training/film-sources.ts";
import { phaseTable } from "../learning/training/phase-table.ts";
import type { Recipe } from "../learning/training/recipe.ts";
import { type RunResult, trainInFolder } from "../learning/training/training-run.ts";
import { computesHalf } from "../onnx/provider.ts";
import { runtimeVersion } from "../onnx/runtime-version.ts";
import type { Command } from "./command.ts";
import { createProgress } from "./progress.ts";
import { createTrainDisplay } from "./train-display.ts";
import { readFilmsGiven } from "./train-films.ts";
import { findRate } from "./train-find-rate.ts";
import { trainingSession } from "./training-session.ts";

const HELP = `
Usage: roentgram train --recipe FILE --data DIR --out DIR [--from CHECKPOINT] [--json]
       roentgram train --resume DIR [--data DIR] [--json]
       roentgram train --find-rate --recipe FILE --data DIR --out DIR [--from CHECKPOINT] [--json]

Trains a network by a recipe (models/recipes has some) and writes a run's folder: recipe, settings, log (log.jsonl), curves
(curves.svg), states, and the network of the best epoch as a model folder (model/), which 'model refresh' measures and makes ready.

  --recipe FILE      what to train and how, as JSON
  --data DIR         a folder that 'data prepare' made: films of split train are learnt from, those of val tell which
                     epoch is best, those of test are not touched
  --images DIR --labels CSV   in place of --data: films and a label file with a column 'split', prepared into the
                     run's folder for the recipe's task
  --out DIR          the run's folder, made new
  --from CHECKPOINT  start from these weights: a PyTorch DenseNet, or best.state or last.state of another run
  --resume DIR       go on with a run that was stopped or killed, to the same weights on the same provider and
                     number of threads; with another recipe or other films it refuses
  --find-rate        learning-rate range test with several weight decays: suggests a rate, draws rates.svg
  --steps N          of the range test, per weight decay (default: 100)
  --json             one JSON document on stdout and nothing else

Ctrl-C finishes the step and saves; a run that is killed loses less than a minute.
`;

type Values = {
  readonly [K in "recipe" | "data" | "images" | "labels" | "out" | "from" | "resume"]?: string | undefined;
} & { readonly json: boolean };

type Reading = { readonly workers: FilmWorkers; readonly onProgress: OnProgress };

function usage(message: string): UserError {
  return new UserError(`train: ${message}`, { exitCode: 2 });
}

type Session = Awaited<ReturnType<typeof trainingSession>>;

async function openRun(values: Values, session: Session, reading: Reading): Promise<BegunRun> {
  const { recipe, data, images, labels, out, from, resume } = values;
  const machine = {
    ...session,
    versions: { node: process.version, "onnxruntime-node": runtimeVersion() },
  };
  if (resume !== undefined) {
    if (out !== undefined || from !== undefined)
      throw usage("--resume goes on in its own folder with its own weights: leave --out and --from away");
    if (images !== undefined || labels !== undefined)
      throw usage("--resume goes on with the run's own dataset: leave --images and --labels away");
    return resumeRun(resume, { recipe, data: data === undefined ? undefined : resolve(data) }, machine);
  }
  if (recipe === undefined || out === undefined)
    throw usage("say what to train and where to: --recipe FILE --data DIR --out DIR, or --resume DIR");
  const films = readFilmsGiven("train", values);
  const from_ = from === undefined ? undefined : resolve(from);
  return beginRun({ recipe, films, out: resolve(out), from: from_ }, machine, reading);
}

function report(dir: string, { run }: BegunRun, { finished, model, progress, sha256 }: RunResult): string {
  const lines = [phaseTable(run.settings, progress.history), ""];
  if (!finished) lines.push(`Stopped and saved. Go on with: roentgram train --resume ${dir}`);
  else
    lines.push(`${model}: the network of the best epoch. Next, measure it: roentgram model refresh ${model}`);
  return `${[...lines, `sha256 of the last weights: ${sha256}`].join("\n")}\n`;
}

function precisionOf({ precision }: Recipe, { provider }: Session): string {
  if (precision !== "mixed") return `in float32 on ${provider}`;
  return computesHalf(provider)
    ? `in mixed precision on ${provider}: convolutions and products in float16, weights and sums in float32`
    : `in float32 on ${provider}, which has no float16: the recipe's mixed precision is passed over, the run takes longer and its weights are the more exact`;
}

async function run(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      recipe: text,
      data: text,
      images: text,
      labels: text,
      out: text,
      from: text,
      resume: text,
      "find-rate": flag,
      steps: { ...text, default: "100" },
      json: flag,
    },
  });
  if (positionals.length > 0) throw usage(`'${positionals[0]}' belongs to no option`);
  const config = readReadingConfig(process.env);
  if (values["find-rate"]) return findRate(values, config);
  const stopping = new AbortController();
  const workers = startFilmWorkers(availableCpus());
  const decoding = createProgress(process.stderr, "films read");
  const onProgress: OnProgress = (done, total) =>
    done < total ? decoding.show(done, total) : decoding.clear();
  try {
    const session = await trainingSession(config);
    const begun = await openRun(values, session, { workers, onProgress });
    const { dir, run: settings, data, warnings, resumes } = begun;
    const display = createTrainDisplay(process.stderr, settings.settings);
    for (const warning of warnings) display.say(`warning: ${warning}`);
    display.say(
      `${settings.data.train} films to learn from, ${settings.data.val} to be judged by; computed ${precisionOf(settings.settings, session)}`,
    );
    const stop = () => {
      display.say("finishing the step, then saving");
      stopping.abort();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    try {
      const result = await trainInFolder({
        dir,
        run: settings,
        sources: createFilmSources(settings.settings, data, {
          input: (size) => inputOf(settings, size),
          workers,
          onProgress,
        }),
        session,
        signal: stopping.signal,
        listener: display,
        resumes,
      });
      display.end();
      const { finished, sha256, progress, model } = result;
      const document = { finished, sha256, best: progress.best, history: progress.history, model };
      process.stdout.write(
        values.json ? `${JSON.stringify(document, null, 1)}\n` : report(values.resume ?? dir, begun, result),
      );
      return finished ? 0 : 130;
    } finally {
      display.end();
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    }
  } finally {
    decoding.clear();
    await workers.close();
  }
}

export const train: Command = {
  name: "train",
  summary: "train a network by a recipe, find a learning rate, go on with a run",
  help: HELP,
  run,
};
