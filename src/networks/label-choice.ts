import { LABELS, type Label } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";
import { showName } from "./printable.ts";

/** What gave the names of outputs. */
export type LabelSource = "--labels" | "the list in the file" | "the usual list";

/** Which outputs of a checkpoint are kept. */
export type LabelChoice = {
  /** Labels in the order of the outputs kept. */
  readonly labels: readonly Label[];
  /** Places of the outputs kept among the checkpoint's. */
  readonly outputs: readonly number[];
  /** Names left out because they are not among the 14. */
  readonly dropped: readonly string[];
};

const plain = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

function labelOf(name: string): Label | undefined {
  return LABELS.find((label) => plain(label) === plain(name));
}

/**
 * Chooses among a checkpoint's outputs those that are one of the 14 labels; spaces, hyphens and case do not matter, an
 * empty name leaves an output out.
 *
 * @param names one per output
 * @param from what gave the names, as an error calls it
 * @throws {UserError} when the number of names is wrong, a label stands twice, or none is left
 */
export function chooseLabels(
  outputs: number,
  names: readonly string[],
  from: LabelSource = "--labels",
): LabelChoice {
  const mend = from === "--labels" ? "" : "; name the outputs in order with --labels A,B,...";
  if (names.length !== outputs) {
    throw new UserError(
      `${from} names ${names.length} labels, but the network has ${outputs} outputs${mend}`,
      {
        exitCode: 2,
      },
    );
  }
  const labels: Label[] = [];
  const kept: number[] = [];
  const dropped: string[] = [];
  for (const [output, name] of names.entries()) {
    const label = labelOf(name);
    if (!label) {
      if (name.trim() !== "") dropped.push(showName(name.trim()));
      continue;
    }
    if (labels.includes(label)) {
      throw new UserError(`${from} names ${label} twice${mend}`, { exitCode: 2 });
    }
    labels.push(label);
    kept.push(output);
  }
  if (labels.length === 0) {
    const given = names.slice(0, 3).map((name) => showName(name));
    throw new UserError(
      `${from} (${given.join(", ")}${names.length > 3 ? ", ..." : ""}) names none of the 14 findings: ${LABELS.join(", ")}${mend}`,
      { exitCode: 2 },
    );
  }
  return { labels, outputs: kept, dropped };
}
