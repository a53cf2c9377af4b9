import { createHash } from "node:crypto";
import { basename, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { readReadingConfig } from "../config/reading-config.ts";
import { caseCodeOf } from "../core/case-code.ts";
import { PhotoRefused } from "../core/refusal.ts";
import { UserError } from "../core/user-error.ts";
import { pictureTexts } from "../i18n/picture-texts.ts";
import { loadTranslators } from "../i18n/translator.ts";
import { layersOf } from "../networks/explain/layers.ts";
import { writeWhole } from "../networks/manifest-file.ts";
import { readModelGraph } from "../networks/read-model-graph.ts";
import { decodePhoto } from "../vision/decode.ts";
import { strongestChannels } from "../vision/explain/contact-sheet.ts";
import { drawExplanation } from "../vision/explain/draw-explanation.ts";
import { openExplainer } from "../vision/explain/explainer.ts";
import type { Film } from "../vision/film.ts";
import { prepareImaging } from "../vision/imaging.ts";
import { createReader } from "../vision/read-films.ts";
import type { Command } from "./command.ts";
import { CURVE_ADVICE, curveLegend, curveOption, drawCurve } from "./explain-curve.ts";
import { findingOption, LEGENDS, methodOption, TITLES } from "./explain-options.ts";
import { openModel } from "./open-model.ts";
import { makeOutFolder } from "./out-folder.ts";
import { readPhoto, requireReadable } from "./photo-paths.ts";

const HELP = `
Usage: roentgram explain PHOTO --finding NAME [--method METHOD] [--layer NAME] [--out DIR] [--json]
                               [--curve PREDICTIONS.csv --labels CSV [--split NAME]]
       roentgram explain --list-layers [--model DIR]

Shows why the network answers as it does for one finding, as a picture beside the film.

  --finding NAME   one of the model's findings, such as Cardiomegaly or "Pleural Thickening"
  --method METHOD  grad-cam: where it looked (default); guided-backprop: which pixels move its answer; guided-grad-cam:
                   both; activations: what the channels of a layer see, as a contact sheet
  --layer NAME     the feature map for grad-cam, guided-grad-cam and activations, by torchvision's names, such as
                   denseblock3 or transition1 (default: the last one)
  --curve CSV      the paper's layout, with a third panel: the finding's precision over recall, from predictions for
                   labelled films (columns 'Image Index', 'prob_<Finding>', as evaluate --out leaves them) and --labels CSV
                   in NIH's layout; --split takes the films of one split
  --out DIR        where the picture goes; made if missing (default: out)
  --model DIR      model folder (default: MODEL_DIR, else the starter model)
  --json           one JSON document on stdout and nothing else

These pictures show where a program looked. They prove nothing about a person.
`;

async function decode(path: string, photo: Uint8Array): Promise<Film> {
  try {
    return await decodePhoto(photo);
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    throw new UserError(
      `${path}: ${error.refusal}: not a photo that can be read. Try another export of it.`,
      {
        cause: error,
      },
    );
  }
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      finding: { type: "string" },
      method: { type: "string", default: "grad-cam" },
      layer: { type: "string" },
      out: { type: "string", default: "out" },
      model: { type: "string" },
      curve: { type: "string" },
      labels: { type: "string" },
      split: { type: "string" },
      json: { type: "boolean", default: false },
      "list-layers": { type: "boolean", default: false },
    },
  });
  const config = readReadingConfig(process.env);
  const dir = values.model ?? config.MODEL_DIR;
  if (values["list-layers"]) {
    const { graph } = await readModelGraph(dir);
    process.stdout.write(`${layersOf(graph).join("\n")}\n`);
    return 0;
  }
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    throw new UserError("explain: name one photo, such as: roentgram explain film.jpg --finding Effusion", {
      exitCode: 2,
    });
  }
  const finding = findingOption(values.finding);
  const method = methodOption(values.method);
  const curveFiles = curveOption(values, method);
  // For whoever develops the model, as the command line itself: in English.
  const translator = (await loadTranslators()).for("en");
  await requireReadable("explain", [path]);
  await makeOutFolder("explain", values.out);
  prepareImaging({ threads: config.INFERENCE_THREADS });

  const photo = await readPhoto("explain", path);
  const film = await decode(path, photo);
  const drawn = curveFiles && (await drawCurve(finding, curveFiles, film));
  const model = await openModel(dir, config, { requireReady: false });
  const [read] = await createReader(model, { uncalibrated: true }).read([film]);
  await model.release();
  if (!read || read.reading.outcome === "refused") {
    throw new UserError(
      `${path}: ${read?.reading.outcome === "refused" ? read.reading.refusal : "not read"}: the photo would be refused, so there is no answer to explain`,
    );
  }
  const explainer = await openExplainer(dir, {
    threads: config.INFERENCE_THREADS,
    provider: model.computing.uses,
    method,
    layer: values.layer,
  });
  try {
    const explanation = await explainer.explain(film, finding);
    const caseCode = caseCodeOf(`console-${createHash("sha256").update(photo).digest("hex").slice(0, 24)}`);
    const texts = pictureTexts(read.reading, translator, { caseCode });
    const where = method === "guided-backprop" ? "" : ` · ${explanation.layer}`;
    const explanationTitle =
      method === "activations"
        ? `${TITLES[method]}${where}`
        : `${texts.titleOf(finding)} · ${TITLES[method]}${where}`;
    const { t } = translator;
    const { name: modelName, version } = read.reading.model;
    const footer = [
      ...(read.reading.model.starter ? [t("picture-starter")] : []),
      LEGENDS[method],
      ...(drawn ? [curveLegend(drawn.curve)] : []),
      t("picture-footer", { code: caseCode, model: `${modelName} ${version}` }),
    ].join("\n");
    const jpeg = await drawExplanation(film, explanation, {
      ...texts,
      footer,
      explanationTitle,
      ...(drawn && { more: drawn.panel }),
    });
    const name = `${basename(path, extname(path))}-${finding}-${method}.jpg`;
    const file = join(values.out, name);
    await writeWhole(file, jpeg);
    const { layer, logit, activations, milliseconds } = explanation;
    const channels = activations && strongestChannels(activations, 8).map(({ number }) => number);
    const result = {
      file: path,
      finding,
      method,
      layer,
      logit,
      picture: file,
      milliseconds: Math.round(milliseconds),
      curve: drawn
        ? {
            averagePrecision: drawn.curve.averagePrecision,
            positives: drawn.curve.positives,
            films: drawn.curve.films,
          }
        : null,
    };
    const advice = drawn || method === "activations" ? "" : `${CURVE_ADVICE}\n`;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ...result, ...(channels && { strongestChannels: channels }) }, null, 1)}\n`
        : `${explanationTitle}\n${footer}\n[${file}]\n${advice}`,
    );
    return 0;
  } finally {
    await explainer.release();
  }
}

export const explain: Command = {
  name: "explain",
  summary: "show why the network answers as it does for one finding",
  help: HELP,
  run,
};
