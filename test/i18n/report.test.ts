import { describe, expect, test } from "vitest";
import { BUDGETS } from "../../src/core/budgets.ts";
import { type Evidence, judge, rank } from "../../src/core/finding.ts";
import { MOST_JOINED } from "../../src/core/join-readings.ts";
import { LABELS, type Label } from "../../src/core/label.ts";
import type { FindingsReading, RefusedReading } from "../../src/core/reading.ts";
import { REFUSALS } from "../../src/core/refusal.ts";
import { LANGUAGES } from "../../src/i18n/languages.ts";
import { pictureTexts } from "../../src/i18n/picture-texts.ts";
import { renderReading, renderReport } from "../../src/i18n/report.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import { FORBIDDEN } from "./forbidden-words.ts";

const translators = await loadTranslators();
const caseCode = "K7Q-2MXA";
const receivedAt = new Date(Date.UTC(2026, 10, 24, 14, 5));

type Seen = Partial<Record<Label, readonly [probability: number, evidence: Evidence]>>;

/** A reading of all 14 labels: those named as given, the others far below their threshold. */
function readingOf(seen: Seen, changes: Partial<FindingsReading> = {}): FindingsReading {
  const findings = LABELS.map((label) => {
    const [probability, evidence] = seen[label] ?? [0.02, "moderate"];
    return judge(label, probability, 0.3, evidence);
  });
  return {
    outcome: "findings",
    quality: { grade: "good", notes: [] },
    findings: rank(findings),
    notAssessed: [],
    model: { name: "densenet121-nih", version: "1", sha256: "0".repeat(64), starter: false },
    ...changes,
  };
}

const everything = (evidence: (place: number) => Evidence): Seen =>
  Object.fromEntries(LABELS.map((label, place) => [label, [0.99, evidence(place)]]));

const en = translators.for("en");

describe("an English report", () => {
  test("lists findings above their threshold with bands, best first, and marks a weak one", () => {
    const text = renderReport(readingOf({ Cardiomegaly: [0.9, "strong"], Mass: [0.95, "weak"] }), en, {
      caseCode,
    });
    expect(text).toContain("1. Mass: possible (weak evidence)\n2. Cardiomegaly: likely\n");
    expect(text).not.toContain("Hernia");
    expect(text).not.toContain("rule out");
  });

  test("puts a likely pneumothorax first, with what to do now, even where another finding ranks higher", () => {
    const text = renderReport(
      readingOf({ Pneumothorax: [0.8, "moderate"], Cardiomegaly: [0.99, "strong"] }),
      en,
      {
        caseCode,
      },
    );
    expect(text.indexOf("ACT NOW: signs that may fit Pneumothorax")).toBe(3);
    expect(text).toContain("1. Pneumothorax: likely\n2. Cardiomegaly: likely");
  });

  test.each(["weak", "none"] as const)("never raises the alarm on %s evidence", (evidence) => {
    const text = renderReport(readingOf({ Pneumothorax: [0.99, evidence], Effusion: [0.99, evidence] }), en, {
      caseCode,
    });
    expect(text).not.toContain("ACT NOW");
  });

  test("with no sign says that disease is not ruled out, that tuberculosis is not looked for, adults only", () => {
    const text = renderReport(readingOf({}), en, { caseCode });
    expect(text).toContain("No sign above the alert level. This does not rule out disease.");
    expect(text).toContain("Tuberculosis is not among the 14");
    expect(text).toContain("Adults only");
  });

  test("does not say 'no sign' of findings the model has not proven: those are named apart", () => {
    const text = renderReport(readingOf({ Hernia: [0.99, "none"], Mass: [0.99, "none"] }), en, { caseCode });
    expect(text).toContain("Unproven with this model, not reported: Mass and Hernia.");
    expect(text).not.toMatch(/\d\. (Hernia|Mass)/);
  });

  test("of a model without proof gives the order alone", () => {
    const text = renderReport(readingOf(everything(() => "none")), en, { caseCode });
    expect(text).toContain("Order only, not for decisions: Atelectasis, Cardiomegaly, and Pleural effusion.");
    expect(text).not.toContain("No sign above");
  });

  test.each([
    ["below its threshold", 0.02, "strong", "No sign above the alert level. This does not rule out disease."],
    ["likely", 0.9, "strong", "1. Pneumothorax: likely"],
    ["unproven", 0.9, "none", "This model's results are unproven: it gives no answer."],
  ] as const)(
    "of a model with one finding alone, %s, speaks of that one only",
    (_name, probability, evidence, says) => {
      const notAssessed = LABELS.filter((label) => label !== "Pneumothorax");
      const reading = readingOf(
        {},
        { findings: [judge("Pneumothorax", probability, 0.3, evidence)], notAssessed },
      );
      const text = renderReport(reading, en, { caseCode });
      expect(text).toContain(says);
      expect(text).toContain(
        "Only this was looked for: Pneumothorax. Nothing else was assessed, nor tuberculosis.",
      );
      expect(text).toContain("A trained clinician must confirm");
      expect(text).not.toMatch(/14|Order only|Not assessed:/);
      for (const label of notAssessed) expect(text).not.toContain(en.t(`finding-${label}`));
    },
  );

  test("of a starter opens by saying that it is not for patients", () => {
    const starter = readingOf({}, { model: { ...readingOf({}).model, starter: true } });
    expect(renderReport(starter, en, { caseCode })).toMatch(/^⚠️ Trial model: .*not for patients/);
    expect(renderReport(readingOf({}), en, { caseCode })).not.toContain("Trial model");
  });

  test("says when the photo came only when it is late", () => {
    expect(renderReport(readingOf({}), en, { caseCode, receivedAt, late: true })).toContain(
      "About your photo of Nov 24",
    );
    expect(renderReport(readingOf({}), en, { caseCode, receivedAt })).not.toContain("Nov 24");
  });

  test("speaks of photo quality only when it is not good, and passes over a note it has no words for", () => {
    expect(renderReport(readingOf({}), en, { caseCode })).not.toContain("quality");
    const poor = readingOf({}, { quality: { grade: "poor", notes: ["dark", "from-a-later-version"] } });
    expect(renderReport(poor, en, { caseCode })).toContain("Photo quality: poor (dark).");
    const fair = readingOf({}, { quality: { grade: "fair", notes: [] } });
    expect(renderReport(fair, en, { caseCode })).toContain("Photo quality: fair. The answer is less");
  });

  test("names labels the model cannot judge", () => {
    const text = renderReport(readingOf({}, { notAssessed: ["Hernia"] }), en, { caseCode });
    expect(text).toContain("Not assessed: Hernia.");
  });

  test("ends with model, version and case code", () => {
    expect(renderReport(readingOf({}), en, { caseCode })).toMatch(/\n\ndensenet121-nih 1 · K7Q-2MXA$/);
  });

  test("of a child warns first, before the alarm; of nobody's age says whose it was taken for; of an adult neither", () => {
    const alarm = readingOf({ Pneumothorax: [0.8, "strong"] });
    for (const age of ["under-5", "5-14"] as const) {
      const text = renderReport(alarm, en, { caseCode, age });
      expect(text.indexOf("CHILD: the program has learnt from adults.")).toBe(3);
      expect(text).toContain("ACT NOW");
      expect(text).not.toContain("Read as an adult");
    }
    expect(renderReport(alarm, en, { caseCode })).toContain("Read as an adult's film: no age was given.");
    expect(renderReport(alarm, en, { caseCode, age: "adult" })).not.toMatch(/CHILD|Read as an adult/);
  });

  test("is shorter in low-data mode and keeps the alarm", () => {
    const reading = readingOf(everything(() => "strong"));
    const short = renderReport(reading, en, { caseCode, lowData: true });
    expect(short.length).toBeLessThan(renderReport(reading, en, { caseCode }).length);
    expect(short).toContain("ACT NOW");
    expect(short).toContain("and 11 more");
  });
});

describe.each(LANGUAGES)("in %s", (language) => {
  const translator = translators.for(language);
  const worst = {
    notes: [
      "low-contrast",
      "bright",
      "low-resolution",
      "dark",
      "straightened",
      "turned",
      "inverted",
      "check-sides",
    ],
    grade: "poor",
  } as const;
  const longModel = { name: "m".repeat(200), version: "v".repeat(50), sha256: "", starter: true };
  const seen: Seen[] = [
    {},
    everything(() => "strong"),
    everything(() => "weak"),
    everything(() => "none"),
    ...[2, 3, 4, 7].map((step) => everything((place) => (place % step === 0 ? "none" : "strong"))),
    ...[2, 3, 4, 7].map((step) => everything((place) => (place % step === 0 ? "weak" : "none"))),
    ...LABELS.map((label): Seen => ({ [label]: [0.99, "weak"], Pneumothorax: [0.99, "strong"] })),
  ];
  const readings = seen.flatMap((what) =>
    [[], LABELS.slice(0, 7), LABELS].map((notAssessed) =>
      readingOf(what, { quality: worst, model: longModel, notAssessed }),
    ),
  );

  test("every report, however much there is to say, keeps the text budget and says what it must", () => {
    for (const reading of readings) {
      for (const [lowData, age] of [
        [false, undefined],
        [true, undefined],
        [false, "under-5"],
        [true, "adult"],
      ] as const) {
        const text = renderReport(reading, translator, { caseCode, receivedAt, late: true, lowData, age });
        expect(text.startsWith(translator.t("report-child"))).toBe(age === "under-5");
        expect(text.includes(translator.t("report-age-unknown"))).toBe(age === undefined);
        expect(text.length).toBeLessThanOrEqual(BUDGETS.textCharacters);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(BUDGETS.textBytes);
        for (const key of ["report-starter", "report-danger", "report-confirm"])
          expect(text).toContain(translator.t(key));
        expect(text).toContain(caseCode);
        for (const word of FORBIDDEN[language]) expect(text.toLowerCase()).not.toContain(word);
      }
    }
  });

  test("a joint report keeps the text budget too, with the most photos, of a child or not, and names them all", () => {
    const joint = ["K7Q-2MXA", "K7Q-2MXB", "K7Q-2MXC"];
    expect(joint).toHaveLength(MOST_JOINED);
    for (const reading of readings) {
      for (const age of [undefined, "under-5"] as const) {
        const text = renderReport(reading, translator, { caseCode, joint, age });
        expect(text.length).toBeLessThanOrEqual(BUDGETS.textCharacters);
        for (const code of joint) expect(text).toContain(code);
      }
    }
  });

  test.each(REFUSALS)("the refusal %s keeps the budget and names the case", (refusal) => {
    for (const format of ["heic", "pdf", "dicom", "svg", "bmp", "other", undefined] as const) {
      const reading: RefusedReading = {
        outcome: "refused",
        refusal,
        detail: format === undefined ? {} : { format },
      };
      const text = renderReading(reading, translator, { caseCode, receivedAt, late: true });
      expect(text.length).toBeLessThanOrEqual(BUDGETS.textCharacters);
      expect(text).toContain(caseCode);
      expect(text).toContain(translator.t("report-danger"));
    }
  });

  test("each unsupported format has its own advice", () => {
    const texts = (["heic", "pdf", "dicom", "svg", "bmp", "other"] as const).map((format) =>
      renderReading({ outcome: "refused", refusal: "unsupported-format", detail: { format } }, translator, {
        caseCode,
      }),
    );
    expect(new Set(texts).size).toBe(6);
  });

  test("a picture's titles tell likely, weak, below the alert level and unproven apart", () => {
    const reading = readingOf({
      Cardiomegaly: [0.9, "strong"],
      Mass: [0.9, "weak"],
      Hernia: [0.9, "none"],
    });
    const { titleOf, footer, direction } = pictureTexts(reading, translator, { caseCode });
    const titles = (["Cardiomegaly", "Mass", "Hernia", "Nodule"] as const).map(titleOf);
    expect(new Set(titles.map((title) => title.replace(/^[^:]*:/, ""))).size).toBe(4);
    expect(titles[0]).toContain(translator.t("band-likely"));
    expect(titles[3]).toContain(translator.t("band-unlikely"));
    expect(footer).toContain(translator.t("picture-explained"));
    expect(footer).toContain(caseCode);
    expect(direction).toBe(["ar", "ur"].includes(language) ? "rtl" : "ltr");
  });
});
