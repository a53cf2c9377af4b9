import { type AgeGroup, isBelowAgeLimit } from "../core/age.ts";
import { BUDGETS } from "../core/budgets.ts";
import { reportable } from "../core/finding.ts";
import { LABELS, type Label } from "../core/label.ts";
import type { FindingsReading, Reading, RefusedReading, UnsureReading } from "../core/reading.ts";
import { unreachable } from "../core/unreachable.ts";
import { modelOf } from "./model-name.ts";
import { type Detail, namesOf, resultLines } from "./result-lines.ts";
import type { Translator } from "./translator.ts";

export type ReportOptions = {
  readonly caseCode: string;
  /** When the photo came; said only in a late report. */
  readonly receivedAt?: Date;
  /** More than 15 minutes have passed since. */
  readonly late?: boolean;
  /** The person pays for every byte: the short form. */
  readonly lowData?: boolean;
  /** How old the patient is; where nobody has said, the report says that the film was read as an adult's. */
  readonly age?: AgeGroup | undefined;
  /** Case codes of the photos of one patient that a joint report is about. */
  readonly joint?: readonly string[];
};

/** The fullest form that fits is sent; the last fits in every language (tested on the worst case). */
const DETAILS: readonly Detail[] = [
  { findings: 5, names: true },
  { findings: 5, names: false },
  { findings: 3, names: false },
  { findings: 2, names: false },
  { findings: 1, names: false },
  { findings: 1, names: false, brief: true },
  { findings: 1, names: false, brief: true, corrections: 0 },
];
const SHORT = 2;

const BRIEF_MODEL_CHARACTERS = 24;
const QUALITY_NOTES = 2;
/** Most sentences of what was set right; the last ones matter most. */
const CORRECTIONS = 2;

/** What was set right before reading, and what the person should look at. */
function correctionLines(
  { quality }: FindingsReading | UnsureReading,
  { t, has }: Translator,
  { brief, corrections = brief ? 1 : CORRECTIONS }: Pick<Detail, "brief" | "corrections">,
): string[] {
  const keys = quality.notes.map((note) => `report-corrected-${note}`).filter(has);
  return keys.slice(Math.max(0, keys.length - corrections)).map((key) => t(key));
}

function qualityLines(
  { quality }: FindingsReading | UnsureReading,
  { t, has, list }: Translator,
  { brief }: Pick<Detail, "brief">,
): string[] {
  if (quality.grade === "good") return [];
  const grade = t(`quality-grade-${quality.grade}`);
  // A worker of a later version may know notes that this process has no words for: the grade alone then stands.
  const keys = quality.notes.map((note) => `quality-note-${note}`).filter(has);
  const notes = keys.slice(0, brief ? 0 : QUALITY_NOTES).map((key) => t(key));
  return [
    notes.length > 0
      ? t("report-quality-notes", { grade, notes: list(notes) })
      : t("report-quality", { grade }),
  ];
}

/** Labels this reading says nothing about, and why. */
function limitLines(reading: FindingsReading, translator: Translator, detail: Detail): string[] {
  const { names, brief } = detail;
  // In the order of the list, not of the reading: what is unproven has no rank.
  const unproven = LABELS.filter((label) =>
    reading.findings.some((finding) => finding.label === label && finding.evidence === "none"),
  );
  const line = (key: string, labels: readonly Label[]) => {
    if (labels.length === 0) return [];
    return names
      ? [translator.t(key, { findings: namesOf(labels, translator) })]
      : [translator.t(`${key}-count`, { count: labels.length })];
  };
  // What is looked for alone is named above.
  if (reading.findings.length === 1) return [];
  const allUnproven = unproven.length === reading.findings.length;
  if (brief && !allUnproven) return line("report-not-assessed", [...reading.notAssessed, ...unproven]);
  return [
    ...line("report-not-assessed", reading.notAssessed),
    ...(allUnproven ? [] : line("report-unproven", unproven)),
  ];
}

function jointLines(codes: readonly string[], { t, list }: Translator, { brief }: Detail): string[] {
  const whose = t("report-joint", { count: codes.length, codes: list(codes) });
  return [brief ? whose : `${whose} ${t("report-joint-valid")}`];
}

function join(paragraphs: readonly (readonly string[])[]): string {
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function compose(reading: FindingsReading, translator: Translator, options: ReportOptions, detail: Detail) {
  const { t } = translator;
  const { age, caseCode, joint, late, receivedAt } = options;
  const seen = reportable(reading.findings).length > 0;
  const paragraphs = [
    [
      ...(age !== undefined && isBelowAgeLimit(age) ? [t("report-child")] : []),
      ...(joint ? jointLines(joint, translator, detail) : []),
      ...(reading.model.starter ? [t("report-starter")] : []),
      ...(late && receivedAt ? [t("report-late", { time: receivedAt })] : []),
    ],
    resultLines(reading, translator, detail),
    [...qualityLines(reading, translator, detail), ...correctionLines(reading, translator, detail)],
    [
      t("report-danger"),
      t(seen ? "report-next-signs" : "report-next-no-sign"),
      t("report-confirm"),
      ...(age === undefined ? [t("report-age-unknown")] : []),
    ],
    limitLines(reading, translator, detail),
    [
      t("report-footer", {
        model: modelOf(reading, detail.brief ? BRIEF_MODEL_CHARACTERS : undefined),
        code: caseCode,
      }),
    ],
  ];
  return join(paragraphs);
}

function fits(text: string): boolean {
  return text.length <= BUDGETS.textCharacters && Buffer.byteLength(text) <= BUDGETS.textBytes;
}

/**
 * A reading as the message a person gets: opening, findings with bands (urgent ones first, with what to do), photo
 * quality, danger signs, next step, what was not judged, model and case code. Bands alone, no percentages: a number
 * looks surer than the evidence behind it. Always within the text budget, by spelling out less where it must.
 */
export function renderReport(reading: FindingsReading, t: Translator, options: ReportOptions): string {
  const details = options.lowData ? DETAILS.slice(SHORT) : DETAILS;
  for (const detail of details) {
    const text = compose(reading, t, options, detail);
    if (fits(text)) return text;
  }
  throw new Error(`the shortest report in '${t.language}' is over the text budget`);
}

/** A refusal as the message a person gets: what is wrong, how to mend it, and what must not wait. */
function renderRefusal(reading: RefusedReading, { t }: Translator, options: ReportOptions): string {
  const { caseCode, late, receivedAt } = options;
  const format = reading.detail.format ?? "other";
  return [
    ...(late && receivedAt ? [t("report-late", { time: receivedAt })] : []),
    t(`refusal-${reading.refusal}`, reading.refusal === "unsupported-format" ? { format } : {}),
    "",
    t("report-danger"),
    "",
    t("refusal-footer", { code: caseCode }),
  ].join("\n");
}

/** A film read but not answered: that the program is not sure, whom to ask, why, and what must not wait. */
function renderUnsure(reading: UnsureReading, translator: Translator, options: ReportOptions): string {
  const { t } = translator;
  const { age, caseCode, late, receivedAt } = options;
  // One clause is enough; a film unlike all others makes the other reason a consequence.
  const [why] = reading.reasons;
  const hint = reading.quality.grade === "good" ? [] : [t("unsure-photo")];
  const corrected = correctionLines(reading, translator, {});
  const quality = qualityLines(reading, translator, {});
  for (const photo of [[...quality, ...corrected, ...hint], hint, []]) {
    const paragraphs = [
      [
        ...(age !== undefined && isBelowAgeLimit(age) ? [t("report-child")] : []),
        ...(reading.model.starter ? [t("report-starter")] : []),
        ...(late && receivedAt ? [t("report-late", { time: receivedAt })] : []),
      ],
      [t("unsure-result"), ...(why ? [t(`unsure-why-${why}`)] : [])],
      photo,
      [t("report-danger"), t("report-confirm")],
      [t("report-footer", { model: modelOf(reading), code: caseCode })],
    ];
    const text = join(paragraphs);
    if (fits(text)) return text;
  }
  throw new Error(
    `the shortest reply of an unsure reading in '${translator.language}' is over the text budget`,
  );
}

/** Any outcome as the message a person gets. */
export function renderReading(reading: Reading, t: Translator, options: ReportOptions): string {
  switch (reading.outcome) {
    case "findings":
      return renderReport(reading, t, options);
    case "unsure":
      return renderUnsure(reading, t, options);
    case "refused":
      return renderRefusal(reading, t, options);
    default:
      return unreachable(reading);
  }
}
