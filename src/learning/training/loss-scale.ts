import { z } from "zod";

/**
 * What the loss is multiplied with in mixed precision, so that small gradients do not vanish in float16 (Micikevicius et al., ICLR
 * 2018): halved when a gradient left float16's range, doubled after many steps in which none did, as PyTorch's GradScaler does.
 */
export const LossScale = z.object({
  value: z.number().positive(),
  /** Steps since it last moved. */
  steady: z.number().int(),
});
export type LossScale = z.output<typeof LossScale>;

const START = 2 ** 16;
const [LEAST, MOST] = [1, 2 ** 24];
const PATIENCE = 2000;

export const startScale = (): LossScale => ({ value: START, steady: 0 });

/** Whether gradients did not fit even unscaled, so that no smaller scale will help. */
export const isSpent = (scale: LossScale | undefined): boolean => scale !== undefined && scale.value < LEAST;

/** Moves the scale after a step, by whether all gradients fitted. */
export function moveScale(scale: LossScale, fitted: boolean): void {
  scale.steady += 1;
  if (fitted && scale.steady < PATIENCE) return;
  scale.value = fitted ? Math.min(2 * scale.value, MOST) : scale.value / 2;
  scale.steady = 0;
}
