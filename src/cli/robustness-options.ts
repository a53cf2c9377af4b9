import { parseArgs } from "node:util";
import { didYouMean } from "../core/nearest-name.ts";
import { UserError } from "../core/user-error.ts";
import { SPLITS, type Split } from "../learning/labels.ts";
import { KINDS, type Kind } from "../vision/disturb/kinds.ts";
import { LEVELS, type Level } from "../vision/disturb/level.ts";

export const ROBUSTNESS_HELP = `
Usage: roentgram robustness --images DIR --labels CSV --out DIR [--model DIR] [--split NAME] [--films N] [--kinds A,B]
                            [--levels 1,2] [--seed N] [--photos DIR [--unseen]] [--json FILE]

Disturbs films as the field does, reads them as they then are and straightened, and measures what is lost against the undisturbed
films: mean AUC with paired 95 % intervals, refusals, changes of the first finding, overlap of the relevance maps; and how much
straightening wins back.

  --images DIR   the films, in this folder or below it
  --labels CSV   NIH's metadata, plain or .gz: 'Image Index', 'Finding Labels', 'Patient ID'
  --out DIR      writes there report.html (one file), README.md, robustness.json, pictures/ (on a drawn film), photo-pictures/, and
                 conditions/: each condition as soon as it is measured. A run that was broken off goes on where it was; give
                 another folder after a change of the program
  --model DIR    the model (default: MODEL_DIR, or the starter model)
  --split NAME   only the films of that split, by column 'split' of --labels (default: all films)
  --films N      that many films at least, of patients drawn by --seed, every finding represented (default: all)
  --kinds A,B    only these of: ${KINDS.slice(1, 9).join(", ")},
                 ${KINDS.slice(9, 15).join(", ")},
                 ${KINDS.slice(15).join(", ")}
  --levels 1,2   only these of 1 (hardly seen) to 4 (as bad as people send)
  --seed N       of everything random (default: 1): the same gives the same pictures
  --photos DIR   reads the real photos of films there too, one by one
  --unseen       tells what became of those photos without showing them: for a report that is passed on
  --json FILE    writes the JSON there as well
`;

export type RobustnessOptions = {
  readonly images: string;
  readonly labels: string;
  readonly out: string;
  /** Undefined is the configured one. */
  readonly model: string | undefined;
  readonly split: Split | undefined;
  readonly films: number | undefined;
  readonly kinds: readonly Kind[];
  readonly levels: readonly Level[];
  readonly seed: number;
  readonly photos: string | undefined;
  /** Whether those photos stay out of the report's pictures. */
  readonly unseen: boolean;
  readonly json: string | undefined;
};

const usage = (message: string) => new UserError(`robustness: ${message}`, { exitCode: 2 });

/** Names out of a list, given with commas. */
function chosen<Name extends string>(option: string, text: string, known: readonly Name[]): Name[] {
  const names = text.split(",").map((name) => name.trim());
  return names.map((name) => {
    const found = known.find((each) => each === name);
    if (found !== undefined) return found;
    throw usage(
      `--${option}: '${name}' is none of ${known.join(", ")}.${didYouMean(name, known)} --help tells more.`,
    );
  });
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least && text.trim() !== "") return value;
  throw usage(`--${option} ${text} is not a whole number of ${least} or more`);
}

/** @throws {UserError} saying which option is missing or wrong */
export function readRobustnessOptions(args: string[]): RobustnessOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      images: text,
      labels: text,
      out: text,
      model: text,
      split: text,
      films: text,
      kinds: text,
      levels: text,
      seed: { type: "string", default: "1" },
      photos: text,
      unseen: { type: "boolean", default: false },
      json: text,
    },
  });
  const { images, labels, out, model, split, films, kinds, levels, seed, photos, json } = values;
  if (images === undefined || labels === undefined || out === undefined) {
    throw usage(
      "say which films, by which labels, and where to write: roentgram robustness --images DIR --labels CSV --out DIR",
    );
  }
  const asked = levels === undefined ? undefined : chosen("levels", levels, LEVELS.map(String));
  return {
    images,
    labels,
    out,
    model,
    split: split === undefined ? undefined : chosen("split", split, SPLITS)[0],
    films: films === undefined ? undefined : whole("films", films, 1),
    kinds: kinds === undefined ? KINDS : chosen("kinds", kinds, KINDS),
    levels: LEVELS.filter((level) => asked?.includes(String(level)) ?? true),
    seed: whole("seed", seed, 0),
    photos,
    unseen: values.unseen,
    json,
  };
}
