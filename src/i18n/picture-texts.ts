import type { Finding } from "../core/finding.ts";
import type { Label } from "../core/label.ts";
import type { FindingsReading, UnsureReading } from "../core/reading.ts";
import { modelOf } from "./model-name.ts";
import type { Translator } from "./translator.ts";

function mapTitle(finding: Finding | undefined, label: Label, { t }: Translator): string {
  const name = t(`finding-${label}`);
  if (!finding || finding.evidence === "none") return t("picture-map-unproven", { finding: name });
  if (finding.band === "unlikely") return t("picture-map-below", { finding: name });
  const key = finding.evidence === "weak" ? "picture-map-weak" : "picture-map";
  return t(key, { finding: name, band: t(`band-${finding.band}`) });
}

/** The words on a reading's pictures; a picture may be passed on alone, so it too says what it is not. */
export function pictureTexts(
  reading: FindingsReading | UnsureReading,
  translator: Translator,
  options: { caseCode: string },
) {
  const { t, direction, language } = translator;
  return {
    filmTitle: t("picture-film"),
    footer: [
      ...(reading.model.starter ? [t("picture-starter")] : []),
      t("picture-explained"),
      t("picture-footer", { code: options.caseCode, model: modelOf(reading) }),
    ].join("\n"),
    direction,
    language,
    titleOf: (label: Label) =>
      mapTitle(
        reading.findings.find((finding) => finding.label === label),
        label,
        translator,
      ),
  };
}
