import { type Finding, reportable, urgent } from "../core/finding.ts";
import type { Label } from "../core/label.ts";
import type { FindingsReading } from "../core/reading.ts";
import type { Translator } from "./translator.ts";

/**
 * How much a report spells out: findings listed, and whether labels not judged are named or only counted. `brief`: of the
 * photo's quality the grade alone, one sentence of what was set right, one count for all labels without an answer, and less of a long
 * model name. `corrections`: other than so many sentences of what was set right.
 */
export type Detail = {
  readonly findings: number;
  readonly names: boolean;
  readonly brief?: true;
  readonly corrections?: number;
};

const ORDER_ONLY_FINDINGS = 3;

export function namesOf(labels: readonly Label[], { t, list }: Translator): string {
  return list(labels.map((label) => t(`finding-${label}`)));
}

function findingLine({ label, band, evidence }: Finding, place: number, { t }: Translator): string {
  return t(evidence === "weak" ? "report-finding-weak" : "report-finding", {
    rank: place + 1,
    finding: t(`finding-${label}`),
    band: t(`band-${band}`),
  });
}

/** What the network sees: the findings above their threshold, urgent ones first, or that there is none. */
export function resultLines({ findings }: FindingsReading, translator: Translator, detail: Detail): string[] {
  const { t } = translator;
  const alarms = urgent(findings);
  const above = [...alarms, ...reportable(findings).filter((finding) => !alarms.includes(finding))];
  // A model trained one against all has one finding: nothing to rank, and nothing said of the others.
  const [one] = findings;
  const only =
    one && findings.length === 1 ? t("report-only", { finding: t(`finding-${one.label}`) }) : undefined;
  if (findings.every(({ evidence }) => evidence === "none")) {
    if (only) return [t("report-only-unproven"), only];
    const first = findings.slice(0, ORDER_ONLY_FINDINGS).map(({ label }) => label);
    return [t("report-order-only", { findings: namesOf(first, translator) }), t("report-tuberculosis")];
  }
  if (above.length === 0) return [`${t("report-no-sign")} ${only ?? t("report-tuberculosis")}`];
  const act = alarms.map(({ label }) => label);
  const rest = above.length - detail.findings;
  return [
    ...(act.length > 0 ? [t("report-act-now", { findings: namesOf(act, translator) }), ""] : []),
    t("report-signs"),
    ...above.slice(0, detail.findings).map((finding, place) => findingLine(finding, place, translator)),
    ...(rest > 0 ? [t("report-more-signs", { count: rest })] : []),
    ...(only ? [only] : []),
  ];
}
