import { z } from "zod";
import { LossScale } from "./loss-scale.ts";

/** What an epoch came to. */
const EpochRecord = z.object({
  phase: z.number().int(),
  /** Within its phase, from 1. */
  epoch: z.number().int(),
  trainLoss: z.number(),
  loss: z.number().nullable(),
  auc: z.number().nullable(),
  aucs: z.array(z.number().nullable()),
});
export type EpochRecord = z.output<typeof EpochRecord>;

/** How far a run has come; with the state's numbers it is all that going on takes. */
export const Progress = z.object({
  /** Place among the recipe's phases. */
  phase: z.number().int(),
  /** Whole epochs done in this phase. */
  epoch: z.number().int(),
  /** Steps done in this epoch. */
  done: z.number().int(),
  /** Steps done in this phase: Adam's and the cycle's count. */
  step: z.number().int(),
  /** Of this epoch: losses times films, and films. */
  lossSum: z.number(),
  films: z.number().int(),
  /** Values an average was taken of, in all. */
  averaged: z.number().int(),
  /** In mixed precision. */
  lossScale: LossScale.optional(),
  /** Epochs since a better one. */
  stale: z.number().int(),
  history: z.array(EpochRecord),
  best: EpochRecord.nullable(),
  /** Length of the log that goes with it. */
  logBytes: z.number().int(),
});
export type Progress = z.output<typeof Progress>;

export function startProgress(): Progress {
  const counts = { phase: 0, epoch: 0, done: 0, step: 0, lossSum: 0, films: 0, averaged: 0, stale: 0 };
  return { ...counts, history: [], best: null, logBytes: 0 };
}

/** Whether an epoch did better than the best so far: by mean AUC, by loss where there is none. */
export function isBetter(record: EpochRecord, best: EpochRecord | null): boolean {
  if (!best) return true;
  if (record.auc !== null && best.auc !== null) return record.auc > best.auc;
  return (record.loss ?? record.trainLoss) < (best.loss ?? best.trainLoss);
}
