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

/** Facts that a person may know better than the manifest. */
const BY_PEOPLE: ReadonlySet<string> = new Set([
  "version",
  "licence",
  "source",
  "page",
  "trained on",
  "split",
]);

const line = (what: string, fact: string) => `- ${what}: ${plain(fact)}`;

function facts(manifest: Manifest, { page }: CardNotes): [what: string, fact: string][] {
  const { architecture, head, input, labels, dropped, training } = manifest;
  const { growth, blocks, initialWidth } = architecture;
  const unassessed = LABELS.filter((label) => !labels.includes(label));
  const relu = head.reluBeforePooling ? "after a ReLU" : "without a ReLU before it";
  return [
    ["version", manifest.version],
    ["licence", manifest.licence],
    ["source", manifest.source],
    ...(page ? [["page", page] as [string, string]] : []),
    ["architecture", `DenseNet of growth ${growth}, blocks ${blocks.join("-")}, width ${initialWidth}`],
    ["head", `${head.kind}, ${head.pooling.join(" and ")} pooling ${relu}, ${manifest.activation}`],
    [
      "input",
      `${input.channels} x ${input.size} x ${input.size}; (x / 255 * ${input.range} - ${input.mean.join("/")}) / ${input.std.join("/")}`,
    ],
    ["findings", labels.join(", ")],
    ...(manifest.activation === "softmax" && labels.length === 1
      ? [["trained", `one against all: ${labels[0]} against every other film`] as [string, string]]
      : []),
    ["not assessed", unassessed.join(", ") || "none"],
    ["outputs left out", dropped.join(", ") || "none"],
    ["weights stored as", manifest.weights],
    ["trained on", training.data],
    ["split", training.split],
    ["sha256 of model.onnx", manifest.sha256],
  ];
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

const UNMEASURED = [
  "## Before a worker accepts it",
  "",
  "It needs a calibration, on films it was not trained on, and a screen. What `roentgram model calibrate` and",
  "`roentgram model screen` found stands below once they have run; until then nothing here was measured, and no worker takes it.",
  "`roentgram model info` says what is still missing.",
];

/**
 * The top of a model's card, written when it is brought in; `model calibrate` and `model screen` add their sections below it.
 */
export function renderCardHead(manifest: Manifest, notes: CardNotes = {}): string {
  const lines = [
    `# ${manifest.name}`,
    "",
    ...facts(manifest, notes).map(([what, fact]) => line(what, fact)),
    "",
    ...publishedSection(notes),
    ...pointsSection(manifest),
    ...listSection("## Assumed when it was imported", notes.assumed),
    ...listSection("## Not confirmed", notes.unconfirmed),
    ...UNMEASURED,
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * Brings the facts at the top of a card up to a manifest. What a person wrote stays: every other line, and a licence, source or
 * the like that is not as the manifest before had it.
 *
 * @returns the card, and the facts that a person wrote and that may no longer hold
 */
export function updateCardHead(
  card: string,
  before: Manifest,
  now: Manifest,
): { card: string; kept: string[] } {
  const [old, fresh] = [new Map(facts(before, {})), new Map(facts(now, {}))];
  const bare = (text: string) => text.replaceAll("\\", "");
  const kept: string[] = [];
  // The list of facts stands first; lists of a person's own below may name the same things.
  const end = card.indexOf("\n## ");
  const top = end < 0 ? card : card.slice(0, end);
  const lines = top.split("\n").map((text) => {
    const [, what = "", said = ""] = /^- ([^:]+): (.*)$/.exec(text) ?? [];
    const fact = fresh.get(what);
    if (fact === undefined || bare(plain(fact)) === bare(said)) return text;
    const asBefore = bare(plain(old.get(what) ?? "")) === bare(said);
    if (asBefore || !BY_PEOPLE.has(what)) return line(what, fact);
    if (fact !== old.get(what)) kept.push(what);
    return text;
  });
  const rest = (end < 0 ? "" : card.slice(end)).replace(`\n${UNMEASURED.join("\n")}\n`, "");
  return { card: lines.join("\n") + rest, kept };
}
