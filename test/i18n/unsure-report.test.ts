import { describe, expect, test } from "vitest";
import { BUDGETS } from "../../src/core/budgets.ts";
import { judge } from "../../src/core/finding.ts";
import { LABELS } from "../../src/core/label.ts";
import { UNSURE_REASONS, type UnsureReading } from "../../src/core/reading.ts";
import { LANGUAGES } from "../../src/i18n/languages.ts";
import { renderReading } from "../../src/i18n/report.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import { FORBIDDEN } from "./forbidden-words.ts";

const translators = await loadTranslators();
const caseCode = "K7Q-2MXA";
const receivedAt = new Date(Date.UTC(2026, 10, 24, 14, 5));

const unsure = (changes: Partial<UnsureReading> = {}): UnsureReading => ({
  outcome: "unsure",
  reasons: ["unsteady"],
  quality: { grade: "good", notes: [] },
  findings: LABELS.map((label) => judge(label, 0.99, 0.3, "strong")),
  notAssessed: [],
  model: { name: "densenet121-nih", version: "1", sha256: "0".repeat(64), starter: false },
  ...changes,
});

describe.each(LANGUAGES)("a reply that the program is not sure, in %s,", (language) => {
  const translator = translators.for(language);
  const { t } = translator;

  test.each(UNSURE_REASONS)(
    "says whom to ask and why (%s), claims no finding, and keeps the budget at its longest",
    (reason) => {
      const reading = unsure({
        reasons: [reason],
        quality: { grade: "poor", notes: ["low-contrast", "low-resolution"] },
        model: { name: "m".repeat(200), version: "1", sha256: "", starter: true },
      });
      const text = renderReading(reading, translator, { caseCode, receivedAt, late: true });
      for (const key of [
        "unsure-result",
        `unsure-why-${reason}`,
        "unsure-photo",
        "report-danger",
        "report-confirm",
      ]) {
        expect(text).toContain(t(key));
      }
      for (const label of LABELS) expect(text).not.toContain(t(`finding-${label}`));
      for (const key of ["report-no-sign", "report-signs"]) expect(text).not.toContain(t(key));
      expect(text).toContain(caseCode);
      expect(text.length).toBeLessThanOrEqual(BUDGETS.textCharacters);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(BUDGETS.textBytes);
      for (const word of FORBIDDEN[language]) expect(text.toLowerCase()).not.toContain(word);
    },
  );

  test("asks for a better photo only where the photo is not good", () => {
    expect(renderReading(unsure(), translator, { caseCode })).not.toContain(t("unsure-photo"));
  });
});

test("the English reply reads as one", () => {
  expect(renderReading(unsure(), translators.for("en"), { caseCode })).toBe(
    "❓ The program is not sure about this film and names no finding. This does not rule out disease. " +
      "Please ask a radiologist, or the nearest clinician who reads X-rays.\n" +
      "Why: its answer changed when the picture was mirrored or moved a little.\n\n" +
      "Danger signs (cannot speak, blue lips, low oxygen, very drowsy): refer now, do not wait for this service.\n" +
      "A trained clinician must confirm. Do not start or stop treatment on this message alone. Adults only.\n\n" +
      "densenet121-nih 1 · K7Q-2MXA",
  );
});
