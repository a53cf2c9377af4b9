import { expect, test } from "vitest";
import { createTrainDisplay } from "../../src/cli/train-display.ts";
import { smallRecipe } from "../learning/training/small-run.ts";

/** A terminal that keeps what is written to it. */
function terminal() {
  const written: string[] = [];
  const stream = {
    isTTY: true,
    write: (text: string) => written.push(text) > 0,
  } as unknown as NodeJS.WriteStream;
  return { written, stream };
}

const step = (number: number) => ({
  phase: 0,
  epoch: 1,
  step: number,
  loss: 0.25,
  rate: 0.001,
  beta1: 0.9,
  films: 4,
  of: 10,
});

test("a step shows how far the phase is, images per second and the time left; an epoch its figures and the memory", () => {
  const { written, stream } = terminal();
  const recipe = smallRecipe();
  const display = createTrainDisplay(stream, recipe);
  display.phase(recipe.phases[0]!);
  expect(written.at(-1)).toContain(
    "phase 'all' (1 of 1): all layers, 2 epochs at 64 px, batch 4, rate up to 0.003",
  );
  display.step(step(1));
  display.step(step(2));
  expect(written.at(-1)).toMatch(
    /2 of 10 steps, epoch 1 of 2, loss 0\.2500, \d+\.\d images\/s, \d+ s left in this phase$/,
  );
  display.epoch({ phase: 0, epoch: 1, trainLoss: 0.5, loss: 0.4, auc: 0.75, aucs: [0.75] });
  const [, megabytes] =
    /epoch 1: train loss 0\.5000, val loss 0\.4000, mean AUC 0\.750; \d+\.\d images\/s, memory (\d+) MB at most/.exec(
      written.at(-1) ?? "",
    ) ?? [];
  expect(Number(megabytes)).toBeGreaterThan(20);
});
