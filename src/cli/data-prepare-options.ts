import { isLabel, LABELS, type Label } from "../core/label.ts";
import { didYouMean } from "../core/nearest-name.ts";
import { UserError } from "../core/user-error.ts";
import type { Preparation } from "../learning/dataset/prepare-dataset.ts";
import type { Shares } from "../learning/dataset/split-films.ts";
import { NO_FINDING_WAYS, type Task } from "../learning/dataset/task.ts";

/** Options of `data prepare` that say what a dataset is, for `node:util` parseArgs. */
export const PREPARE_OPTIONS = {
  labels: { type: "string", multiple: true },
  images: { type: "string", multiple: true },
  task: { type: "string", default: "multi-label" },
  finding: { type: "string" },
  "no-finding": { type: "string", default: "films" },
  split: { type: "string" },
  shares: { type: "string" },
  seed: { type: "string", default: "42" },
  "train-list": { type: "string" },
  "val-list": { type: "string" },
  "test-list": { type: "string" },
  "val-share": { type: "string" },
} as const;

/** What was typed. */
export type PrepareValues = {
  readonly [Name in keyof typeof PREPARE_OPTIONS]?: Name extends "labels" | "images" ? string[] : string;
};

const usage = (message: string) => new UserError(`data prepare: ${message}`, { exitCode: 2 });

const SPLIT_WAYS = ["column", "patient", "image", "lists"] as const;

function oneOf<Name extends string>(option: string, value: string, known: readonly Name[]): Name {
  const found = known.find((name) => name === value);
  if (found) return found;
  throw usage(`--${option} ${value}: not one of ${known.join(", ")}.${didYouMean(value, known)}`);
}

function readFinding(name: string): Label {
  const label = name.replaceAll(" ", "_");
  if (isLabel(label)) return label;
  throw usage(`--finding ${name}: not one of NIH's 14 labels.${didYouMean(name, LABELS)}`);
}

function readTask({ task, finding, "no-finding": way = "films" }: PrepareValues): Task {
  const kind = oneOf("task", task ?? "multi-label", ["multi-label", "one-vs-all"]);
  const noFinding = oneOf("no-finding", way, NO_FINDING_WAYS);
  if (kind === "multi-label") {
    if (finding !== undefined) throw usage("--finding goes with --task one-vs-all");
    return { kind, noFinding };
  }
  if (noFinding === "class") throw usage("--no-finding class goes with --task multi-label");
  return { kind, finding: readFinding(finding ?? "Pneumothorax"), noFinding };
}

function readShares(text: string): Shares {
  const parts = text.split("/").map((part) => Number(part.trim() === "" ? Number.NaN : part));
  const [train = Number.NaN, second = 0, third = 0] = parts;
  const sum = train + second + third;
  if (
    parts.length < 2 ||
    parts.length > 3 ||
    parts.some((part) => !(part >= 0)) ||
    Math.abs(sum - 100) > 1e-9
  ) {
    throw usage(
      `--shares ${text}: say train/val or train/val/test, which sum to 100, such as 80/20 or 70/10/20`,
    );
  }
  return { train, val: second, test: third };
}

function readNumber(option: string, text: string, valid: (value: number) => boolean, wanted: string): number {
  const value = Number(text);
  if (text.trim() !== "" && valid(value)) return value;
  throw usage(`--${option} ${text}: must be ${wanted}`);
}

function readSplit(values: PrepareValues): Preparation["split"] {
  const listed = { train: values["train-list"], val: values["val-list"], test: values["test-list"] };
  const lists = Object.fromEntries(Object.entries(listed).filter(([, path]) => path !== undefined));
  const hasLists = Object.keys(lists).length > 0;
  const by = oneOf("split", values.split ?? (hasLists ? "lists" : "patient"), SPLIT_WAYS);
  if (hasLists !== (by === "lists")) {
    throw usage(
      hasLists
        ? `--train-list, --val-list and --test-list go with --split lists`
        : "--split lists needs --train-list",
    );
  }
  if (values.shares !== undefined && (by === "column" || by === "lists")) {
    throw usage(`--shares goes with --split image or patient, not ${by}`);
  }
  if (values["val-share"] !== undefined && by !== "lists") throw usage("--val-share goes with --split lists");
  switch (by) {
    case "column":
      return { by };
    case "image":
      return { by, shares: readShares(values.shares ?? "80/20") };
    case "patient":
      return { by, shares: readShares(values.shares ?? "70/10/20") };
    case "lists": {
      if (values["train-list"] === undefined) throw usage("--split lists needs --train-list");
      const share = values["val-share"] ?? "0";
      const valShare = readNumber(
        "val-share",
        share,
        (value) => value >= 0 && value < 100,
        "from 0 to under 100",
      );
      return { by, lists, valShare };
    }
  }
}

/**
 * What a person asks `data prepare` for.
 *
 * @throws {UserError} (exit status 2) naming the option
 */
export function readPreparation(values: PrepareValues): Preparation {
  const { labels = [], images = [] } = values;
  if (labels.length === 0 || images.length === 0) {
    throw usage(
      "say which labels and which films: roentgram data prepare --labels CSV --images DIR --out DIR",
    );
  }
  const seed = readNumber("seed", values.seed ?? "42", Number.isSafeInteger, "a whole number");
  return { labels, images, task: readTask(values), split: readSplit(values), seed };
}
