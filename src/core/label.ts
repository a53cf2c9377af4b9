/** The 14 findings of NIH ChestX-ray14 (Wang et al., CVPR 2017), spelled and ordered as NIH publishes them. */
export const LABELS = [
  "Atelectasis",
  "Cardiomegaly",
  "Effusion",
  "Infiltration",
  "Mass",
  "Nodule",
  "Pneumonia",
  "Pneumothorax",
  "Consolidation",
  "Edema",
  "Emphysema",
  "Fibrosis",
  "Pleural_Thickening",
  "Hernia",
] as const;

export type Label = (typeof LABELS)[number];

export function isLabel(name: string): name is Label {
  return (LABELS as readonly string[]).includes(name);
}
