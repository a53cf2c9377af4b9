import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LABELS } from "../../../src/core/label.ts";
import { calibrateSite } from "../../../src/learning/site/calibrate-site.ts";
import { readOutcomes } from "../../../src/learning/site/read-outcomes.ts";
import { renderSite, siteWarnings } from "../../../src/learning/site/render-site.ts";
import type { Manifest } from "../../../src/networks/manifest.ts";
import { testHouse } from "../../runtime/owned.ts";

const house = testHouse();
const SHA = "ab".repeat(32);
const OTHER = "cd".repeat(32);

async function csv(...lines: string[]): Promise<string> {
  const path = join(await house.folder(), "outcomes.csv");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

describe("outcomes are read", () => {
  test("from a plain table: known findings, and what the network said of them", async () => {
    const path = await csv(
      "case,patient,Effusion,Pleural Thickening,Effusion logit,Pleural Thickening probability,model sha256",
      `K7Q,p1,1,,2.5,0.2,${SHA}`,
      "K7R,p1,0,1,,0.9,",
    );
    const { outcomes, told, passedOver } = await readOutcomes(path, SHA);
    expect({ told, passedOver }).toEqual({ told: true, passedOver: 0 });
    expect(outcomes.map(({ name, group }) => [name, group])).toEqual([
      ["K7Q", "p1"],
      ["K7R", "p1"],
    ]);
    expect(Object.fromEntries(outcomes[0]!.truth)).toEqual({ Effusion: true });
    expect(outcomes[0]!.told.get("Effusion")).toEqual({ kind: "logit", value: 2.5 });
    expect(Object.fromEntries(outcomes[1]!.truth)).toEqual({ Effusion: false, Pleural_Thickening: true });
    expect(outcomes[1]!.told.get("Pleural_Thickening")).toEqual({ kind: "probability", value: 0.9 });
    expect(outcomes[1]!.told.has("Effusion")).toBe(false);
  });

  test("from exported feedback: confirmed ones with a film; all 14 are then known", async () => {
    const path = await csv(
      "study,case,sender,verdict,confirmed,model sha256,image",
      `s1,K1,anna,confirmed,Effusion|Mass,${SHA},a.jpg`,
      `s2,K2,anna,agree,,${OTHER},`,
      `s3,K3,ben,confirmed,No Finding,${SHA},`,
      `s4,K4,ben,confirmed,No Finding,${SHA},d.jpg`,
    );
    const { outcomes, passedOver, told } = await readOutcomes(path, SHA);
    expect({ passedOver, told }).toEqual({ passedOver: 2, told: false });
    expect(outcomes.map(({ name, group, truth }) => [name, group, truth.size])).toEqual([
      ["a.jpg", "anna", LABELS.length],
      ["d.jpg", "ben", LABELS.length],
    ]);
    expect([...outcomes[0]!.truth].filter(([, seen]) => seen).map(([label]) => label)).toEqual([
      "Effusion",
      "Mass",
    ]);
    expect([...outcomes[1]!.truth.values()]).not.toContain(true);
  });

  test("from a label file as NIH's", async () => {
    const path = await csv("Image Index,Finding Labels,Patient ID", "a.png,Hernia,7");
    const { outcomes } = await readOutcomes(path, SHA);
    expect(outcomes[0]).toMatchObject({ name: "a.png", group: "7" });
    expect(outcomes[0]!.truth.get("Hernia")).toBe(true);
  });

  test.each([
    [
      "of another network",
      ["case,Mass,model sha256", `K,1,${OTHER}`],
      /line 2.*of the network cdcdcdcdcdcdcdcd, but the model's is abababab/,
    ],
    [
      "neither seen nor not",
      ["case,Mass", "K,yes"],
      /line 2: column 'Mass': 'yes' is not 1 .* 0 .* or empty/,
    ],
    [
      "with a percentage",
      ["case,Mass,Mass probability", "K,1,81"],
      /'81' is not a probability between 0 and 1/,
    ],
    ["with a logit that is none", ["case,Mass,Mass logit", "K,1,high"], /'high' is not a number/],
    ["without a case", ["patient,Mass", "7,1"], /no column 'Image Index', 'image', 'case', 'study'/],
    ["without a finding", ["case,patient", "K,7"], /nothing says what was found/],
    [
      "of an unknown finding",
      ["Image Index,Finding Labels", "a.png,Efusion"],
      /'Efusion' is not one of.*Effusion/,
    ],
    [
      "that confirm nothing",
      ["case,verdict,confirmed,image", "K,agree,,"],
      /no outcome to learn from: 1 lines/,
    ],
  ])("but not %s: what is wrong is named", async (_name, lines, message) => {
    await expect(readOutcomes(await csv(...lines), SHA)).rejects.toThrow(message);
  });
});

const own = {
  scale: 1.5,
  shift: -1,
  threshold: 0.3,
  basis: "prior-shift" as const,
  evidence: "strong" as const,
  auc: 0.9,
  interval: [0.85, 0.95] as [number, number],
  positives: 40,
};
const manifest = {
  labels: ["Effusion", "Mass"],
  sha256: SHA,
  calibration: { findings: { Effusion: own, Mass: own } },
} as unknown as Manifest;
const noModel = () => Promise.reject(new Error("no film was to be read"));

/** Every third case has the finding; those have higher logits. */
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const positive = at % 3 === 0;
    const logit = (positive ? 1 : -1) + Math.sin(at) * 2;
    return { positive, logit };
  });

test("a finding with enough outcomes is fitted, one with few keeps what the model came with and is named with its counts", async () => {
  const cases = lines(120);
  const path = await csv(
    "case,Effusion,Mass,Effusion logit,Mass logit",
    ...cases.map(
      ({ positive, logit }, at) =>
        `K${at},${Number(positive)},${at < 12 ? Number(positive) : ""},${logit},${logit}`,
    ),
  );
  const report = await calibrateSite(
    manifest,
    { outcomes: path, images: undefined, site: "Bwindi" },
    noModel,
  );
  expect(report.site).toMatchObject({ site: "Bwindi", sha256: SHA });
  expect(Object.keys(report.site.findings)).toEqual(["Effusion"]);
  expect(report.site.findings.Effusion).toMatchObject({ basis: "line", positives: 40, negatives: 80 });
  expect(siteWarnings(report)).toEqual([
    "Mass: 4 outcomes with it and 8 without: 10 of each are needed. It keeps what the model came with.",
  ]);
  const card = renderSite(report);
  expect(card).toContain("Calibration of this site: Bwindi");
  expect(card).toContain("| Effusion | 40 | 80 |");
  expect(card).toContain("Only cases with a known outcome count.");
});

test("a calibrated probability counts as the logit that it was made from", async () => {
  const cases = lines(120);
  const probability = (logit: number) => 1 / (1 + Math.exp(-(own.scale * logit + own.shift)));
  const both = await Promise.all(
    ["logit", "probability"].map(async (kind) =>
      calibrateSite(
        manifest,
        {
          outcomes: await csv(
            `case,Effusion,Effusion ${kind}`,
            ...cases.map(({ positive, logit }, at) =>
              [`K${at}`, Number(positive), kind === "logit" ? logit : probability(logit)].join(","),
            ),
          ),
          images: undefined,
          site: "x",
        },
        noModel,
      ),
    ),
  );
  const [one, other] = both.map(({ site }) => site.findings.Effusion!);
  expect(one!.scale).toBeCloseTo(other!.scale, 6);
  expect(one!.shift).toBeCloseTo(other!.shift, 6);
});

test("outcomes without a word of what the network said need the films", async () => {
  const path = await csv("case,Effusion", "K,1");
  await expect(
    calibrateSite(manifest, { outcomes: path, images: undefined, site: "x" }, noModel),
  ).rejects.toThrow(/--images.*Effusion logit/);
});
