import type { Label } from "../core/label.ts";
import type { LabelRow } from "./labels.ts";

/** How many films there are, and how many of them bear each label. */
export type Prevalence = { readonly films: number; readonly positives: Readonly<Record<Label, number>> };

/**
 * All of NIH ChestX-ray14: counted from `Data_Entry_2017_v2020.csv`, which NIH publishes with the images (a test counts
 * again). Labels mined from the reports of one hospital; not the prevalence of any clinic.
 */
export const NIH_PREVALENCE: Prevalence = {
  films: 112_120,
  positives: {
    Atelectasis: 11_559,
    Cardiomegaly: 2_776,
    Effusion: 13_317,
    Infiltration: 19_894,
    Mass: 5_782,
    Nodule: 6_331,
    Pneumonia: 1_431,
    Pneumothorax: 5_302,
    Consolidation: 4_667,
    Edema: 2_303,
    Emphysema: 2_516,
    Fibrosis: 1_686,
    Pleural_Thickening: 3_385,
    Hernia: 227,
  },
};

/** Counts labels over films. */
export function countPrevalence(rows: readonly LabelRow[]): Prevalence {
  const positives = Object.fromEntries(
    Object.keys(NIH_PREVALENCE.positives).map((label) => [label, 0]),
  ) as Record<Label, number>;
  for (const { findings } of rows) for (const label of findings) positives[label] += 1;
  return { films: rows.length, positives };
}

/**
 * Log odds of a label among the films. A label that no film or every film bears counts half a film more on either
 * side, for log odds without bound would silence or force the finding.
 */
export function logOddsOf({ films, positives }: Prevalence, label: Label): number {
  const bearing = positives[label];
  if (bearing > 0 && bearing < films) return Math.log(bearing / (films - bearing));
  return Math.log((bearing + 0.5) / (films - bearing + 0.5));
}
