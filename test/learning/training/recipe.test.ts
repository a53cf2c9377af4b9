import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PACKAGE_ROOT } from "../../../src/config/paths.ts";
import { parseRecipe } from "../../../src/learning/training/read-recipe.ts";
import { networkOf } from "../../../src/learning/training/recipe-network.ts";
import { outputWeights } from "../../../src/learning/training/task-outputs.ts";
import { networkShapes } from "../../../src/networks/training/training-network.ts";
import { smallRecipeInput } from "./small-run.ts";

const RECIPES = join(PACKAGE_ROOT, "models", "recipes");
const parse = (changes: object) => () =>
  parseRecipe(JSON.stringify({ ...smallRecipeInput(), ...changes }), "mine.json");

describe("recipes", () => {
  test.each(readdirSync(RECIPES))("%s is whole", (name) => {
    const recipe = parseRecipe(readFileSync(join(RECIPES, name), "utf8"), name);
    expect(networkShapes(networkOf(recipe)).get("features.norm5.weight")).toEqual([1024]);
  });

  test("pneumothorax-small and its unweighted twin differ in the loss's weights alone", () => {
    const read = (name: string) => parseRecipe(readFileSync(join(RECIPES, `${name}.json`), "utf8"), name);
    const [weighted, plain] = [read("pneumothorax-small"), read("pneumothorax-small-unweighted")];
    expect([weighted.loss.weights, plain.loss.weights]).toEqual(["balanced", "none"]);
    const { name, description, loss } = weighted;
    expect({ ...plain, name, description, loss }).toEqual(weighted);
  });

  test("say of an unknown key what was meant, at any depth", () => {
    expect(parse({ sede: 1 })).toThrow("mine.json: unknown key 'sede'; did you mean 'seed'?");
    const phase = {
      ...smallRecipeInput().phases[0],
      learning_rate: 1,
      schedule: { kind: "one-cycle", warmup: 0.2 },
    };
    expect(parse({ phases: [phase] })).toThrow(
      "unknown key 'warmup' in phases.0.schedule; did you mean 'warmUp'?",
    );
    expect(parse({ phases: [phase] })).toThrow(
      /unknown key 'learning_rate' in phases.0; known are name, trains/,
    );
  });

  test("refuse a loss that does not fit the task", () => {
    expect(parse({ task: { kind: "one-vs-all", finding: "Pneumothorax" } })).toThrow(
      "'cross-entropy' (eq. 2",
    );
  });
});

describe("weights of outputs", () => {
  // Three of the first, one of the second which comes with the first, none of the third.
  const targets = [
    [1, 0, 0],
    [1, 0, 0],
    [1, 1, 0],
    [0, 0, 0],
  ];

  test.each([
    ["none", [1, 1, 1], []],
    ["balanced", [4 / (3 * 3), 4 / (3 * 1), 1], [2]],
    ["ratio", [1 / 3, 3, 1], [2]],
    ["co-occurrence", [3, 1, 1], [2]],
  ] as const)("%s", (kind, weights, without) => {
    expect(outputWeights(kind, targets)).toEqual({ weights, without });
  });
});
