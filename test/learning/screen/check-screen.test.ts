import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STARTER_MODEL_DIR } from "../../../src/config/paths.ts";
import { UserError } from "../../../src/core/user-error.ts";
import { barsOf, isMet, isMissedForSure } from "../../../src/learning/screen/bars.ts";
import { checkScreen } from "../../../src/learning/screen/check-screen.ts";
import { barLine } from "../../../src/learning/screen/render-screen.ts";
import { loadModel, type Model } from "../../../src/networks/load-model.ts";

/** Milliseconds: some 300 pictures, on machines of two busy cores. */
const PATIENCE = 900_000;
const DATA = new URL("../../../../shared/data/", import.meta.url).pathname;
/** Every so many test films. */
const SAMPLE = 48;
const files = existsSync(DATA)
  ? { images: `${DATA}nih/images`, labels: `${DATA}nih/labels.csv`, other: `${DATA}other` }
  : undefined;

let model: Model;
beforeAll(async () => {
  model = await loadModel(STARTER_MODEL_DIR, { threads: 2, provider: "cpu" });
});
afterAll(() => model.release());

test(
  `the shipped screen keeps its promises on a sample of ${files ? "films and other pictures" : "phantoms and drawings (no ../shared here)"}`,
  async () => {
    const { measured, undecodable } = await checkScreen(model, files, SAMPLE);
    const bars = barsOf(measured, undecodable);
    expect(bars.length).toBeGreaterThanOrEqual(files ? 6 : 2);
    // Seen in the log of every run.
    process.stdout.write(`${bars.map(barLine).join("\n")}\n`);
    expect(bars.filter(isMissedForSure).map(barLine)).toEqual([]);
    for (const { kind, expected, reasons, passed } of measured) {
      if (expected === undefined || expected === "cropped") continue;
      expect([kind, (reasons.get(expected) ?? 0) > passed.of / 2]).toEqual([kind, true]);
    }
  },
  PATIENCE,
);

test(
  "a screen that refuses every other picture, and one that lets all pass, miss their bars",
  async () => {
    type Judge = { readonly bias: number };
    const screen = model.manifest.screen as Readonly<Record<"before" | "after", Judge>>;
    const withBias = (bias: number): Model => ({
      ...model,
      manifest: {
        ...model.manifest,
        screen: {
          ...screen,
          before: { ...screen.before, bias },
          after: { ...screen.after, bias },
          // Judges of their own, which find most other pictures side views or cut off.
          view: undefined,
          framing: undefined,
        },
      },
    });
    for (const [bias, promise] of [
      [50, "chest phantoms refused"],
      [-50, "drawn pictures accepted"],
    ] as const) {
      const { measured } = await checkScreen(withBias(bias), undefined, 1);
      expect(
        barsOf(measured)
          .filter(isMissedForSure)
          .map((bar) => bar.promise),
      ).toEqual([promise]);
    }
  },
  PATIENCE,
);

test("a bar is met by its count, and missed for sure when its whole interval lies above", () => {
  const bar = (count: number, of: number, low: number) => ({
    promise: "films refused",
    wrong: { count, of, interval: [low, 1] as [number, number] },
    most: 0.03,
  });
  expect([isMet(bar(3, 100, 0.01)), isMissedForSure(bar(3, 100, 0.01))]).toEqual([true, false]);
  expect([isMet(bar(4, 100, 0.015)), isMissedForSure(bar(4, 100, 0.015))]).toEqual([false, false]);
  expect(isMissedForSure(bar(9, 100, 0.048))).toBe(true);
});

test("a model without a screen is named", async () => {
  const { screen: _, ...manifest } = model.manifest;
  const bare = { ...model, manifest } as Model;
  await expect(checkScreen(bare, undefined, 1)).rejects.toThrow(UserError);
});
