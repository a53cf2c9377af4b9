import { describe, expect, test } from "vitest";
import { judge } from "../../src/core/finding.ts";
import { joinReadings } from "../../src/core/join-readings.ts";
import type { Label } from "../../src/core/label.ts";
import type { FindingsReading } from "../../src/core/reading.ts";

function readingOf(
  probabilities: Partial<Record<Label, number>>,
  changes: Partial<FindingsReading> = {},
): FindingsReading {
  return {
    outcome: "findings",
    quality: { grade: "good", notes: [] },
    findings: Object.entries(probabilities).map(([label, p]) => judge(label as Label, p, 0.3, "strong")),
    notAssessed: [],
    model: { name: "m", version: "1", sha256: "a", starter: false },
    ...changes,
  };
}

const probabilityOf = ({ findings }: FindingsReading, label: Label) =>
  findings.find((finding) => finding.label === label)?.probability;

describe("a joint reading", () => {
  test("has the mean of the log-odds: between the photos, and the odds' geometric mean", () => {
    const joint = joinReadings([
      readingOf({ Mass: 0.8, Hernia: 0.1 }),
      readingOf({ Mass: 0.2, Hernia: 0.1 }),
    ]);
    // Odds 4 and 1/4 make 1.
    expect(probabilityOf(joint, "Mass")).toBeCloseTo(0.5, 12);
    expect(probabilityOf(joint, "Hernia")).toBeCloseTo(0.1, 12);
    // Odds 9, 1 and 1 make 9^(1/3).
    const three = joinReadings([0.9, 0.5, 0.5].map((Mass) => readingOf({ Mass })));
    const odds = 9 ** (1 / 3);
    expect(probabilityOf(three, "Mass")).toBeCloseTo(odds / (1 + odds), 12);
  });

  test("is judged against the same threshold, under the same evidence, best first", () => {
    const weak = { findings: [judge("Mass", 0.9, 0.3, "weak"), judge("Edema", 0.95, 0.3, "none")] } as const;
    const joint = joinReadings([readingOf({}, weak), readingOf({}, weak)]);
    expect(joint.findings.map(({ label, band, evidence }) => [label, band, evidence])).toEqual([
      ["Mass", "possible", "weak"],
      ["Edema", "unlikely", "none"],
    ]);
  });

  test("of one photo is that photo's, in any order the same, and a probability of 0 or 1 decides nothing alone", () => {
    const one = readingOf({ Mass: 0.37 });
    expect(probabilityOf(joinReadings([one]), "Mass")).toBeCloseTo(0.37, 12);
    const [a, b] = [readingOf({ Mass: 1 }), readingOf({ Mass: 0 })];
    expect(probabilityOf(joinReadings([a, b]), "Mass")).toBeCloseTo(0.5, 12);
    expect(probabilityOf(joinReadings([b, a]), "Mass")).toBeCloseTo(0.5, 12);
  });

  test("has the worst photo's quality with every note, and leaves out what one of them was not judged for", () => {
    const poor = readingOf(
      { Mass: 0.5 },
      { quality: { grade: "poor", notes: ["dark"] }, notAssessed: ["Hernia"] },
    );
    const joint = joinReadings([readingOf({ Mass: 0.5, Hernia: 0.9 }), poor]);
    expect(joint.quality).toEqual({ grade: "poor", notes: ["dark"] });
    expect(joint.findings.map(({ label }) => label)).toEqual(["Mass"]);
    expect(joint.notAssessed).toEqual(["Hernia"]);
  });

  test("is refused for readings of different models, whose log-odds are not alike, and for none", () => {
    const other = readingOf({}, { model: { name: "m", version: "2", sha256: "b", starter: false } });
    expect(() => joinReadings([readingOf({}), other])).toThrow("different models");
    expect(() => joinReadings([])).toThrow(RangeError);
  });
});
