import { caseCodeOf } from "../../core/case-code.ts";
import type { Language } from "../../i18n/languages.ts";
import { type Answer, json, problem } from "./answer.ts";
import type { House } from "./house.ts";
import { type KeptReading, readKept } from "./kept-reading.ts";

/** What names a photo in the API's answers. */
type Named = { token: string; study: string; language: Language };

function answered({ token, study, language }: Named, kept: KeptReading, text: string): Answer {
  const { reading, pictures, receivedAt, answeredAt } = kept;
  const common = { file: `/r/${token}`, case: caseCodeOf(study), text, language };
  if (reading.outcome === "refused") {
    const { refusal, detail } = reading;
    return problem({
      status: 422,
      name: refusal,
      title: "The photo is not read",
      detail: text,
      more: { ...common, outcome: "refused", refusal, ...(detail.format ? { format: detail.format } : {}) },
    });
  }
  const { quality, findings, notAssessed, model } = reading;
  return json({
    ...common,
    outcome: reading.outcome,
    ...(reading.outcome === "unsure" ? { reasons: reading.reasons } : {}),
    quality,
    findings,
    notAssessed,
    pictures: pictures.map(({ kind, bytes, labels }) => ({
      kind,
      file: `/api/results/${token}/${kind}.jpg`,
      bytes,
      labels,
    })),
    model,
    milliseconds: { total: answeredAt - receivedAt },
  });
}

/** A photo's outcome as JSON; how far it has come while there is none; undefined where there is no such photo. */
export async function resultOf(
  { boxes, messenger, progress }: Pick<House, "boxes" | "messenger" | "progress">,
  chat: string,
  named: Named,
): Promise<Answer | undefined> {
  const { token, study } = named;
  const kept = await readKept(boxes, chat, token);
  if (kept) {
    const messages = await messenger.shown(chat, token);
    const text = messages.findLast(({ picture, text: words }) => !picture && words !== "")?.text ?? "";
    return answered(named, kept, text);
  }
  const stands = await progress.of(study);
  if (!stands) return undefined;
  const link = `/api/results/${token}`;
  const { state, ahead } = stands;
  const body = { state: state === "waiting" ? state : "reading", ahead, case: caseCodeOf(study), link };
  return json(body, { status: 202, headers: { location: link, "retry-after": "3" } });
}
