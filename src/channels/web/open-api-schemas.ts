import { BANDS, EVIDENCE } from "../../core/finding.ts";
import { LABELS } from "../../core/label.ts";
import { PICTURE_KINDS } from "../../core/picture.ts";
import { QUALITY_GRADES, UNSURE_REASONS } from "../../core/reading.ts";
import { REFUSALS } from "../../core/refusal.ts";
import { LANGUAGES } from "../../i18n/languages.ts";

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const text = { type: "string" } as const;
const share = { type: "number", minimum: 0, maximum: 1 } as const;
export const oneOf = (words: readonly string[]) => ({ type: "string", enum: [...words] });

export function record(properties: Record<string, object>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required };
}

const shared = { file: text, case: text, text, language: oneOf(LANGUAGES) };

/** Of a film that the network saw. */
const seen = {
  quality: record({ grade: oneOf(QUALITY_GRADES), notes: { type: "array", items: text } }),
  findings: { type: "array", items: ref("Finding"), description: "Best rank first" },
  notAssessed: { type: "array", items: oneOf(LABELS) },
  pictures: { type: "array", items: ref("Picture") },
  model: record({ name: text, version: text, sha256: text, starter: { type: "boolean" } }),
  milliseconds: record({ total: { type: "number" } }),
};

/** What the API's answers look like. */
export const SCHEMAS = {
  Finding: record({
    label: oneOf(LABELS),
    probability: { ...share, description: "Calibrated" },
    threshold: share,
    score: { ...share, description: "The threshold stands at 0.5" },
    band: oneOf(BANDS),
    evidence: oneOf(EVIDENCE),
  }),
  Picture: record({
    kind: oneOf(PICTURE_KINDS),
    file: text,
    bytes: { type: "integer" },
    labels: { type: "array", items: oneOf(LABELS) },
  }),
  Findings: record({
    ...shared,
    outcome: { const: "findings" },
    ...seen,
  }),
  Unsure: record({
    ...shared,
    outcome: { const: "unsure" },
    reasons: { type: "array", items: oneOf(UNSURE_REASONS) },
    ...seen,
  }),
  Waiting: record({
    state: oneOf(["waiting", "reading"]),
    ahead: { type: "integer" },
    case: text,
    link: text,
  }),
  Problem: record({ type: text, title: text, status: { type: "integer" }, detail: text }),
  Refused: {
    allOf: [
      ref("Problem"),
      record({ ...shared, outcome: { const: "refused" }, refusal: oneOf(REFUSALS), format: text }, [
        "format",
      ]),
    ],
  },
};
