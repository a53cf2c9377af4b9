import { expect, test } from "vitest";
import { shareOf } from "../../../src/learning/metrics/interval.ts";
import { EVERY_CHANGE } from "../../../src/learning/uncertainty/fit-limits.ts";
import type { UncertaintyReport } from "../../../src/learning/uncertainty/fit-uncertainty.ts";
import {
  renderUncertainty,
  uncertaintySummary,
} from "../../../src/learning/uncertainty/render-uncertainty.ts";

const rates = {
  films: 100,
  unsure: shareOf(6, 100),
  unlike: shareOf(2, 100),
  unsteady: shareOf(4, 100),
  lookedAgain: shareOf(30, 100),
};
const reportOf = (gain: number, gainInterval: [number, number], disagreement = 0.02): UncertaintyReport => ({
  uncertainty: {
    space: "0".repeat(64),
    leftOver: 1,
    distance: 1.5,
    margin: 0.1,
    disagreement,
    fittedOn: "50 films of split val",
    testedOn: "100 films of split test",
    share: 0.06,
  },
  validation: rates,
  measured: {
    ...rates,
    auc: { all: 0.7, kept: 0.7 + gain, unsure: 0.6, gain, gainInterval, labels: ["Effusion"] },
    firstRight: { all: shareOf(5, 20), kept: shareOf(5, 16) },
    unsureOfNothing: shareOf(2, 80),
  },
  looks: [{ look: "framed", rates }],
});
const said = (...args: Parameters<typeof reportOf>) => uncertaintySummary(reportOf(...args)).join("\n");

test("the card says that the AUC rose only where the whole interval lies above nothing", () => {
  expect(said(0.02, [0.005, 0.03])).toContain(
    "Leaving them out raises the mean AUC by +0.020 (+0.005 to +0.030).",
  );
  expect(said(0.02, [-0.005, 0.03])).toContain("+0.020 (-0.005 to +0.030): no difference was shown.");
  expect(said(-0.02, [-0.03, -0.01])).toContain("lowers the mean AUC: -0.020 (-0.030 to -0.010).");
});

test("the card holds rates, limits and looks as measured", () => {
  const card = renderUncertainty(reportOf(0, [0, 0]));
  expect(card).toContain("Test films on which the program is not sure: 6 of 100: 6.0 % (2.8-12.5).");
  expect(card).toContain("is above 1.500");
  expect(card).toContain("it stands below -0.020 (above +0.020) from the threshold");
  expect(card).toContain(
    "| every sixth test film, framed | 100 | 6 of 100: 6.0 % (2.8-12.5) | 2 | 4 | 30 of 100",
  );
  expect(renderUncertainty(reportOf(0, [0, 0], EVERY_CHANGE))).toContain("and every such change counts.");
});
