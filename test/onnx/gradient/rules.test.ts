import { describe, expect, test } from "vitest";
import { GRADIENT_RULES } from "../../../src/onnx/gradient/rules.ts";
import { ELEMENT_CASES } from "./cases/element-cases.ts";
import { LAYOUT_CASES } from "./cases/layout-cases.ts";
import { WINDOW_CASES } from "./cases/window-cases.ts";
import { checkGradients } from "./check.ts";
import { createRandom } from "./random.ts";

const CASES = [...ELEMENT_CASES, ...LAYOUT_CASES, ...WINDOW_CASES];

describe("each rule's gradient equals central differences in double precision", () => {
  test.each(CASES.map((each) => [each.as ? `${each.operator}, ${each.as}` : each.operator, each] as const))(
    "%s",
    async (_title, { inputs, build, fixed }) => {
      for (const seed of [1, 2, 3]) {
        const random = createRandom(seed);
        const values = inputs(random);
        await checkGradients(random, values, (builder) => build(builder, values), fixed);
      }
    },
  );

  test("every rule there is has a case", () => {
    const covered = new Set(CASES.map(({ operator }) => operator));
    expect([...GRADIENT_RULES.keys()].filter((operator) => !covered.has(operator))).toEqual([]);
  });
});
