import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { SPLITS, type Split } from "../learning/labels.ts";
import { drawExamples } from "../learning/localisation/draw-examples.ts";
import { evaluateBoxes } from "../learning/localisation/evaluate-boxes.ts";
import {
  localisationJson,
  renderBoxesCsv,
  renderLocalisation,
} from "../learning/localisation/render-localisation.ts";
import { writeWhole } from "../networks/manifest-file.ts";
import { prepareImaging } from "../vision/imaging.ts";
import { openModel } from "./open-model.ts";
import { makeOutFolder } from "./out-folder.ts";
import { createProgress } from "./progress.ts";

/** What `evaluate --help` says of boxes. */
export const BOXES_HELP = `
Usage: roentgram evaluate --boxes CSV --model DIR --images DIR [--labels CSV --split NAME] [--level SHARE]
                          [--out DIR] [--json]

Measures where the network looks: how often its relevance maps (Grad-CAM) find the boxes that radiologists drew,
by the pointing game and by IoU at 0.1, 0.3 and 0.5, beside the published figures; per finding from 20 boxes up.

  --boxes CSV        NIH's BBox_List_2017.csv, plain or .gz, in pixels of 1024 x 1024 whatever the films' size
  --model DIR        the model; films that are not in --images are counted and passed over
  --labels, --split  only boxes on films of that split
  --level SHARE      share of a map's greatest value from which the region counts (default: 0.5)
  --out DIR          writes localisation.json, localisation.csv (one line per box) and localisation.jpg there
`;

/** Whether `evaluate` was asked for boxes. */
export const asksForBoxes = (args: readonly string[]) =>
  args.some((arg) => arg === "--boxes" || arg.startsWith("--boxes="));

const refuse = (message: string) => new UserError(`evaluate: ${message}`, { exitCode: 2 });

function levelOption(text: string): number {
  const level = Number(text);
  if (text.trim() !== "" && level > 0 && level < 1) return level;
  throw refuse(`--level ${text}: not a share between 0 and 1, such as 0.5`);
}

function onlyOption(labels: string | undefined, name: string | undefined) {
  if (labels === undefined && name === undefined) return undefined;
  const split: Split | undefined = SPLITS.find((each) => each === name);
  if (labels !== undefined && split) return { labels, split };
  throw refuse(`with --boxes, --labels and --split go together; --split is one of ${SPLITS.join(", ")}`);
}

/** `roentgram evaluate --boxes ...`; see `BOXES_HELP`. */
export async function runEvaluateBoxes(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      boxes: { type: "string" },
      model: { type: "string" },
      images: { type: "string" },
      labels: { type: "string" },
      split: { type: "string" },
      level: { type: "string", default: "0.5" },
      out: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { boxes, model: dir, images, out } = values;
  if (boxes === undefined || dir === undefined || images === undefined) {
    throw refuse(
      "--boxes needs a model and its films: roentgram evaluate --boxes CSV --model DIR --images DIR",
    );
  }
  const level = levelOption(values.level);
  const only = onlyOption(values.labels, values.split);
  if (out !== undefined) await makeOutFolder("evaluate", out);
  const config = readReadingConfig(process.env);
  prepareImaging({ threads: config.INFERENCE_THREADS });
  const model = await openModel(dir, config, { requireReady: false });
  const progress = createProgress(process.stderr, "films read");
  try {
    const files = { boxes, images, only };
    const report = await evaluateBoxes(model, files, { level, onProgress: progress.show });
    progress.end();
    const { name, version, sha256 } = model.identity;
    const document = `${JSON.stringify({ model: { name, version, sha256 }, ...localisationJson(report) }, null, 1)}\n`;
    if (out !== undefined) {
      await writeFile(join(out, "localisation.json"), document);
      await writeFile(join(out, "localisation.csv"), renderBoxesCsv(report));
      await writeWhole(join(out, "localisation.jpg"), await drawExamples(model, report));
    }
    process.stdout.write(values.json ? document : `${renderLocalisation(report)}\n`);
    return 0;
  } finally {
    progress.end();
    await model.release();
  }
}
