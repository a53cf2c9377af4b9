import type { Label } from "../../core/label.ts";

/** What stands over the paper's columns, for they are no like for like. */
export const PAPER_CAVEAT =
  "The paper's films were split by image, so patients are in both parts, and held no film without a finding. Its notebooks " +
  "took average precision on rounded scores and F1 with weights 1 and 0.557 in place of eq. 6.";

/** AUC and average precision of the paper (Tables 1 and 2), AUC of CheXNet (Rajpurkar et al. 2017, arXiv 1711.05225). */
export const PUBLISHED: Readonly<
  Record<Label, { readonly paperAuc: number; readonly paperAp: number; readonly chexnetAuc: number }>
> = {
  Atelectasis: { paperAuc: 0.76, paperAp: 0.31, chexnetAuc: 0.809 },
  Cardiomegaly: { paperAuc: 0.91, paperAp: 0.21, chexnetAuc: 0.925 },
  Effusion: { paperAuc: 0.83, paperAp: 0.42, chexnetAuc: 0.864 },
  Infiltration: { paperAuc: 0.69, paperAp: 0.46, chexnetAuc: 0.735 },
  Mass: { paperAuc: 0.79, paperAp: 0.13, chexnetAuc: 0.868 },
  Nodule: { paperAuc: 0.71, paperAp: 0.13, chexnetAuc: 0.78 },
  Pneumonia: { paperAuc: 0.67, paperAp: 0.03, chexnetAuc: 0.768 },
  Pneumothorax: { paperAuc: 0.83, paperAp: 0.17, chexnetAuc: 0.889 },
  Consolidation: { paperAuc: 0.71, paperAp: 0.09, chexnetAuc: 0.79 },
  Edema: { paperAuc: 0.86, paperAp: 0.04, chexnetAuc: 0.888 },
  Emphysema: { paperAuc: 0.83, paperAp: 0.07, chexnetAuc: 0.937 },
  Fibrosis: { paperAuc: 0.78, paperAp: 0.03, chexnetAuc: 0.805 },
  Pleural_Thickening: { paperAuc: 0.73, paperAp: 0.07, chexnetAuc: 0.806 },
  Hernia: { paperAuc: 0.89, paperAp: 0.01, chexnetAuc: 0.916 },
};

/** F1s of pneumothorax against all others (the paper's section 2.1), with its AUC (Fig. 7). */
export const PUBLISHED_ONE_VS_ALL = {
  label: "Pneumothorax",
  macro: 0.5822911828419564,
  micro: 0.6762802817903739,
  weighted: 0.7132615220206845,
  binary: 0.384149629028795,
  perClass: [0.780433, 0.38415],
  auc: 0.7,
} as const satisfies { label: Label; perClass: readonly [number, number]; [average: string]: unknown };
