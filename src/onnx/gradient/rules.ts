import type { GradientRule } from "../operator.ts";
import { convRule } from "./conv-rule.ts";
import { ELEMENT_WISE_RULES } from "./element-wise-rules.ts";
import { LAYOUT_RULES } from "./layout-rules.ts";
import { MATRIX_RULES } from "./matrix-rules.ts";
import { normRule } from "./norm-rule.ts";
import { POOLING_RULES } from "./pooling-rules.ts";
import { REDUCTION_RULES } from "./reduction-rules.ts";

/** Gradient rules by operator. */
export const GRADIENT_RULES: ReadonlyMap<string, GradientRule> = new Map<string, GradientRule>([
  ...ELEMENT_WISE_RULES,
  ...LAYOUT_RULES,
  ...MATRIX_RULES,
  ...POOLING_RULES,
  ...REDUCTION_RULES,
  ["BatchNormalization", normRule],
  ["Conv", convRule],
]);
