import { LABELS } from "../core/label.ts";
import type { CheckpointNetwork } from "./checkpoint/read-network.ts";

/** The outputs of TorchXRayVision's networks (torchxrayvision/datasets.py, `default_pathologies`). */
export const TORCHXRAYVISION_LABELS = [
  "Atelectasis",
  "Consolidation",
  "Infiltration",
  "Pneumothorax",
  "Edema",
  "Emphysema",
  "Fibrosis",
  "Effusion",
  "Pneumonia",
  "Pleural_Thickening",
  "Cardiomegaly",
  "Nodule",
  "Mass",
  "Hernia",
  "Lung Lesion",
  "Fracture",
  "Lung Opacity",
  "Enlarged Cardiomediastinum",
] as const;

/** Names for a network's outputs, and where they come from. */
export type UsualLabels = {
  readonly names: readonly string[];
  readonly basis: string;
  /** Why another order is possible, and what to do. */
  readonly caveat?: string;
};

const OTHER_ORDERS =
  "CheXpert's and MIMIC-CXR's networks have 14 outputs too, in another order: check, and say --labels A,B,... if it is not so";

/** fastai sorts its classes; some trained with "No Finding" as a class of its own. */
function alphabetical(outputs: number): readonly string[] | undefined {
  if (outputs === LABELS.length) return LABELS.toSorted();
  return outputs === LABELS.length + 1 ? [...LABELS, "No Finding"].toSorted() : undefined;
}

/**
 * What a checkpoint's outputs are called when a person does not say: as the file itself says, else as its kind usually
 * has them; undefined when neither is known.
 */
export function usualLabels({
  head,
  names,
  hyper,
  operatingPoints,
}: CheckpointNetwork): UsualLabels | undefined {
  const outputs = head.last.bias.length;
  const unused = (name: string, output: number) =>
    // TorchXRayVision leaves outputs it had no films for without an operating point.
    operatingPoints && Number.isNaN(operatingPoints[output]) ? "" : name;
  if (names) return { names: names.map(unused), basis: "as the file names them" };
  if (outputs === TORCHXRAYVISION_LABELS.length && (operatingPoints || hyper.channels === 1)) {
    return { names: TORCHXRAYVISION_LABELS.map(unused), basis: "in TorchXRayVision's order" };
  }
  if (head.kind === "concat-pool") {
    const sorted = alphabetical(outputs);
    return sorted && { names: sorted, basis: "in alphabetical order, as fastai has them" };
  }
  return outputs === LABELS.length
    ? { names: LABELS, basis: "in NIH's order", caveat: OTHER_ORDERS }
    : undefined;
}
