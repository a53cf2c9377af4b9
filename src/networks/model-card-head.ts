import { LABELS } from "../core/label.ts";
import type { Manifest } from "./manifest.ts";
import { showName } from "./printable.ts";

/** What is known of a model beside its manifest when it is brought in. */
export type CardNotes = {
  /** Page that describes the checkpoint. */
  readonly page?: string;
  /** AUCs that its makers published, by finding. */
  readonly published?: {
    readonly byLabel: Readonly<Record<string, number>>;
    readonly source: string;
    readonly caveat: string;
  };
  /** What could not be confirmed of it. */
  readonly unconfirmed?: readonly string[];
  /** What was assumed at import, as it was said to the person who imported it. */
  readonly assumed?: readonly string[];
};

/** What a file or a person says, as one line that no markup comes out of. */
const plain = (text: string) => showName(text, 1000).replaceAll(/[\\`*<>[\]]/g, "\\$&");

function facts(manifest: Manifest, { page }: CardNotes): string[] {
  const { architecture, head, input, labels, dropped, training } = manifest;
  const { growth, blocks, initialWidth } = architecture;
  const unassessed = LABELS.filter((label) => !labels.includes(label));
  const relu = head.reluBeforePooling ? "after a ReLU" : "without a ReLU before it";
  const lines = [
    ["version", manifest.version],
    ["licence", manifest.licence],
    ["source", manifest.source],
    ...(page ? [["page", page]] : []),
    ["architecture", `DenseNet of growth ${growth}, blocks ${blocks.join("-")}, width ${initialWidth}`],
    ["head", `${head.kind}, ${head.pooling.join(" and ")} pooling ${relu}, ${manifest.activation}`],
    [
      "input",
      `${input.channels} x ${input.size} x ${input.size}; (x / 255 * ${input.range} - ${input.mean.join("/")}) / ${input.std.join("/")}`,
    ],
    ["findings", labels.join(", ")],
    ...(manifest.activation === "softmax" && labels.length === 1
      ? [["trained", `one against all: ${labels[0]} against every other film`]]
      : []),
    ["not assessed", unassessed.join(", ") || "none"],
    ["outputs left out", dropped.join(", ") || "none"],
    ["weights stored as", manifest.weights],
    ["trained on", training.data],
    ["split", training.split],
    ["sha256 of model.onnx", manifest.sha256],
  ] as [string, string][];
  return lines.map(([what, fact]) => `- ${what}: ${plain(fact)}`);
}

function publishedSection({ published }: CardNotes): string[] {
  if (!published) return [];
  const { byLabel, source, caveat } = published;
  const rows = Object.entries(byLabel).map(([label, auc]) => `| ${label} | ${auc} |`);
  return [
    "## What its makers published",
    "",
    `AUCs ${plain(caveat)}. Source: ${plain(source)}. They were not measured here, and hold for their makers' films.`,
    "",
    "| Finding | AUC |",
    "| --- | ---: |",
    ...rows,
    "",
  ];
}

function listSection(title: string, items: readonly string[] = []): string[] {
  return items.length === 0 ? [] : [title, "", ...items.map((item) => `- ${plain(item)}`), ""];
}

function pointsSection({ operatingPoints }: Manifest): string[] {
  const points = Object.entries(operatingPoints ?? {});
  if (points.length === 0) return [];
  const listed = points.map(([label, point]) => `${label} ${point.toPrecision(3)}`).join(", ");
  return [
    "## Operating points that came with the weights",
    "",
    `On the uncalibrated probability: ${listed}. They are its makers' and do not replace a calibration.`,
    "",
  ];
}

/**
 * The top of a model's card, written when it is brought in; `model calibrate` and `model screen` add their sections below it.
 */
export function renderCardHead(manifest: Manifest, notes: CardNotes = {}): string {
  const lines = [
    `# ${manifest.name}`,
    "",
    ...facts(manifest, notes),
    "",
    ...publishedSection(notes),
    ...pointsSection(manifest),
    ...listSection("## Assumed when it was imported", notes.assumed),
    ...listSection("## Not confirmed", notes.unconfirmed),
    "## Before a worker accepts it",
    "",
    "It needs a calibration, on films it was not trained on, and a screen. What `roentgram model calibrate` and",
    "`roentgram model screen` found stands below once they have run; until then nothing here was measured, and no worker takes it.",
    "`roentgram model info` says what is still missing.",
  ];
  return `${lines.join("\n")}\n`;
}
