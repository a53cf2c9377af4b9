import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../networks/manifest.ts";
import { readManifest, writeWhole } from "../networks/manifest-file.ts";

/** Parts of a model card that a command writes, in the order they stand in. */
export type CardSection = "calibrate" | "screen";

const begin = (section: CardSection) => `<!-- written by: roentgram model ${section} -->`;
const end = (section: CardSection) => `<!-- end of: roentgram model ${section} -->`;

/** Puts a section into a card: in place of the one between its markers, else at the end. */
export function replaceSection(card: string, section: CardSection, text: string): string {
  const block = `${begin(section)}\n\n${text.trim()}\n\n${end(section)}`;
  const from = card.indexOf(begin(section));
  const to = card.indexOf(end(section));
  if (from >= 0 && to > from) return card.slice(0, from) + block + card.slice(to + end(section).length);
  return `${card.trimEnd()}\n\n${block}\n`.trimStart();
}

/** What a model is, as its manifest has it: the top of a card that nobody has written yet. */
function renderHead({
  name,
  version,
  licence,
  source,
  architecture,
  input,
  labels,
  dropped,
  ...rest
}: Manifest) {
  const { growth, blocks, initialWidth } = architecture;
  const facts = [
    ["version", version],
    ["licence", licence],
    ["source", source],
    ["architecture", `DenseNet of growth ${growth}, blocks ${blocks.join("-")}, width ${initialWidth}`],
    [
      "input",
      `${input.channels} x ${input.size} x ${input.size}; (x / 255 * ${input.range} - ${input.mean.join("/")}) / ${input.std.join("/")}`,
    ],
    ["findings", labels.join(", ")],
    ["outputs left out", dropped.join(", ") || "none"],
    ["weights stored as", rest.weights],
    ["trained on", rest.training.data],
    ["split", rest.training.split],
    ["sha256 of model.onnx", rest.sha256],
  ];
  return `# ${name}\n\n${facts.map(([what, fact]) => `- ${what}: ${fact}`).join("\n")}\n`;
}

/** Writes one section of a model's `README.md`, which is made when missing; never half-written. */
export async function writeCardSection(dir: string, section: CardSection, text: string): Promise<void> {
  const path = join(dir, "README.md");
  const card = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const head = card.trim() === "" ? renderHead(await readManifest(dir)) : card;
  await writeWhole(path, replaceSection(head, section, text));
}
