import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { caseCodeOf } from "../core/case-code.ts";
import type { Label } from "../core/label.ts";
import type { FeedbackRecord } from "../queue/case-record.ts";
import type { FeedbackStore } from "../queue/feedback-store.ts";
import type { Vault } from "../queue/vault.ts";
import { withoutMetadata } from "../vision/without-metadata.ts";
import { LABEL_COLUMNS, NO_FINDING, type Split } from "./labels.ts";

/** Films are of people: nobody else on the machine may look. */
const PRIVATE = { mode: 0o600 } as const;

const FEEDBACK_HEADER = [
  "study",
  "case",
  "channel",
  "day",
  "sender",
  "verdict",
  "confirmed",
  "predicted",
  "photo quality",
  "model",
  "model sha256",
  "image",
  "answered",
];

export type FeedbackExport = {
  /** Answers written to `feedback.csv`. */
  readonly answers: number;
  /** Films with confirmed findings, in `labels.csv` and `images/`. */
  readonly films: number;
  /** Case codes of given photos that could not be decoded. */
  readonly unreadable: readonly string[];
};

/** A CSV line (RFC 4180). */
function line(cells: readonly string[]): string {
  return cells
    .map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",")
    .concat("\n");
}

function namesOf(labels: readonly Label[]): string {
  return labels.length === 0 ? NO_FINDING : labels.join("|");
}

/** By sender, so that no patient can stand in two splits: about 70, 15 and 15 in a hundred, the same at each export. */
function splitOf(sender: string): Split {
  const share = Number.parseInt(sender.slice(0, 4), 16) / 0x1_0000;
  if (share < 0.7) return "train";
  return share < 0.85 ? "val" : "test";
}

/**
 * Writes feedback for learning: `feedback.csv` with every answer; `labels.csv` and `images/` with the given photos whose
 * findings a clinician confirmed, in NIH's layout as `readLabels` reads it. People appear under pseudonyms made for
 * exports alone; who the patient was nobody knows, so the sender stands for them. Photos lose their metadata.
 *
 * The two CSV files are written last: where they stand, the export is whole.
 *
 * @param out an empty folder
 */
export async function exportFeedback(
  out: string,
  records: readonly FeedbackRecord[],
  { photoOf, vault }: { photoOf: FeedbackStore["photoOf"]; vault: Vault },
): Promise<FeedbackExport> {
  const images = join(out, "images");
  await mkdir(images, { recursive: true, mode: 0o700 });
  const unreadable: string[] = [];
  const films = [line(LABEL_COLUMNS)];
  const answers = [line(FEEDBACK_HEADER)];

  async function writePhoto(study: string, name: string): Promise<boolean> {
    const photo = await photoOf(study);
    if (!photo) return false;
    try {
      await writeFile(join(images, name), await withoutMetadata(photo), PRIVATE);
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error) throw error;
      unreadable.push(caseCodeOf(study));
      return false;
    }
  }

  for (const { case: about, verdict, at } of records) {
    const { study, channel, person, day, findings, unsure, grade, model } = about;
    const sender = vault.pseudonym(channel, `exported ${person}`);
    const confirmed = verdict.kind === "confirmed" ? verdict.labels : undefined;
    const name = `${vault.pseudonym(channel, `exported ${study}`)}.jpg`;
    const written = confirmed !== undefined && (await writePhoto(study, name));
    if (written) {
      const cells = [name, namesOf(confirmed), sender, "", "", "", splitOf(sender), `feedback ${channel}`];
      films.push(line(cells));
    }
    answers.push(
      line([
        study,
        caseCodeOf(study),
        channel,
        day,
        sender,
        verdict.kind,
        confirmed ? namesOf(confirmed) : "",
        unsure ? "not sure" : findings.map(({ label, band }) => `${label}:${band}`).join("|"),
        grade,
        `${model.name} ${model.version}`,
        model.sha256,
        written ? name : "",
        new Date(at).toISOString(),
      ]),
    );
  }
  await writeFile(join(out, "labels.csv"), films.join(""), PRIVATE);
  await writeFile(join(out, "feedback.csv"), answers.join(""), PRIVATE);
  return { answers: answers.length - 1, films: films.length - 1, unreadable };
}
