import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readManifest, writeWhole } from "../networks/manifest-file.ts";
import { renderCardHead } from "../networks/model-card-head.ts";

/** Parts of a model card that a command writes, in the order they stand in. */
export type CardSection = "refresh" | "calibrate" | "screen" | "uncertainty" | "calibrate --outcomes";

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

/** Writes one section of a model's `README.md`, which is made when missing; never half-written. */
export async function writeCardSection(dir: string, section: CardSection, text: string): Promise<void> {
  const path = join(dir, "README.md");
  const card = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const head = card.trim() === "" ? renderCardHead(await readManifest(dir)) : card;
  await writeWhole(path, replaceSection(head, section, text));
}
