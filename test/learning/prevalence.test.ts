import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readLabels } from "../../src/learning/labels.ts";
import { countPrevalence, logOddsOf, NIH_PREVALENCE } from "../../src/learning/prevalence.ts";

const METADATA = new URL("../../../shared/data/nih/Data_Entry_2017_v2020.csv.gz", import.meta.url).pathname;

test.skipIf(!existsSync(METADATA))(
  "the stored prevalence is what NIH's metadata of all images holds",
  async () => {
    expect(countPrevalence(await readLabels(METADATA))).toEqual(NIH_PREVALENCE);
  },
);

test("log odds are those of the share of films, and finite for a label that none or all bear", () => {
  const positives = { ...NIH_PREVALENCE.positives, Hernia: 0, Edema: 10, Mass: 4 };
  const prevalence = { films: 10, positives };
  expect(logOddsOf(prevalence, "Mass")).toBeCloseTo(Math.log(0.4 / 0.6));
  expect(logOddsOf(prevalence, "Hernia")).toBeCloseTo(Math.log(0.5 / 10.5));
  expect(logOddsOf(prevalence, "Edema")).toBeCloseTo(Math.log(10.5 / 0.5));
});
