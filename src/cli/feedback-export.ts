import { readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";
import { exportFeedback } from "../learning/export-feedback.ts";
import { createFeedbackStore } from "../queue/feedback-store.ts";
import type { Command } from "./command.ts";
import { makeOutFolder } from "./out-folder.ts";
import { withStores } from "./stores.ts";

const HELP = `
Usage: roentgram feedback export --out DIR [--since DATE] [--json]

Writes what people said of results into the empty folder DIR:

  feedback.csv          every answer: study, bands as predicted, agree | disagree | confirmed, confirmed findings, model
  labels.csv, images/   photos that people gave for improving the network and whose findings a clinician confirmed, in the
                        layout of NIH ChestX-ray14: 'model calibrate --labels DIR/labels.csv --images DIR/images' reads it

  --out DIR     a new or empty folder; only its owner can read what is written
  --since DATE  only answers since this day (UTC), such as 2026-11-25
  --json        one JSON document on stdout and nothing else

People appear under pseudonyms made for exports. Photos lose all metadata, but not what is written on the film: look
through images/ before passing it on. Whoever takes photos back or asks to be forgotten later stays in files that were
written before: write a new export and delete the old one.
`;

function sinceOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text)) {
    throw new UserError(`feedback export: --since '${text}' is no day; write it as 2026-11-25`, {
      exitCode: 2,
    });
  }
  return at;
}

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: "string" },
      since: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { out } = values;
  if (out === undefined) {
    throw new UserError("feedback export: say where to: roentgram feedback export --out DIR", {
      exitCode: 2,
    });
  }
  const since = sinceOf(values.since);
  await makeOutFolder("feedback export", out);
  if ((await readdir(out)).length > 0) {
    throw new UserError(`feedback export: ${out} is not empty. Choose a new folder with --out.`, {
      exitCode: 2,
    });
  }
  const result = await withStores("feedback", async ({ redis, vault }) => {
    const feedback = createFeedbackStore({ redis, vault });
    const records = await feedback.list(since);
    return exportFeedback(out, records, { photoOf: feedback.photoOf, vault }).catch((cause: unknown) => {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
      if (code === undefined) throw cause;
      throw new UserError(
        `feedback export: cannot write into ${out} (${code}). Make room, or choose another folder with --out; what stands there now is not whole.`,
        { cause },
      );
    });
  });
  const { answers, films, unreadable } = result;
  if (unreadable.length > 0) {
    process.stderr.write(
      `feedback export: ${unreadable.length} given photos could not be decoded and were left out: ${unreadable.join(", ")}\n`,
    );
  }
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ out, answers, films, unreadable }, null, 1)}\n`
      : `${answers} answers in ${out}/feedback.csv, ${films} films with confirmed findings in ${out}/labels.csv\n`,
  );
  return 0;
}

export const feedbackExport: Command = {
  name: "feedback export",
  summary: "write what people said of results, and given photos, for learning",
  help: HELP,
  run,
};
