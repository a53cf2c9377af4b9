import { LABELS } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import type { KnownModel } from "./known-model.ts";
import { TORCHXRAYVISION_MODELS } from "./torchxrayvision-models.ts";

const NO_HASH = "content hash: none was found published";
const RANDOM_SPLIT = "a random 70 % for training, 10 % for validation and 20 % for the test";

/** John Zech's retraining of CheXNet, 2022. */
const REPRODUCE_CHEXNET: KnownModel = {
  name: "reproduce-chexnet",
  address: "https://github.com/jrzech/reproduce-chexnet/raw/master/pretrained/checkpoint",
  page: "https://github.com/jrzech/reproduce-chexnet",
  licence: "BSD-3-Clause (LICENSE of jrzech/reproduce-chexnet)",
  kind: "whole pickled module under the key 'model'",
  version: "2022",
  input: { size: 224, channels: 3, normalisation: "imagenet" },
  labels: LABELS,
  hash: null,
  training: {
    data: "NIH ChestX-ray14",
    split: `${RANDOM_SPLIT}; not stated whether by patient`,
  },
  aucs: {
    byLabel: {
      Atelectasis: 0.818,
      Cardiomegaly: 0.909,
      Effusion: 0.8827,
      Infiltration: 0.7156,
      Mass: 0.8377,
      Nodule: 0.7756,
      Pneumonia: 0.7617,
      Pneumothorax: 0.8776,
      Consolidation: 0.8002,
      Edema: 0.8945,
      Emphysema: 0.9316,
      Fibrosis: 0.8251,
      Pleural_Thickening: 0.7889,
      Hernia: 0.9175,
    },
    source: "README.md of jrzech/reproduce-chexnet, the model retrained in 2022",
    caveat: "on its own test fold of NIH ChestX-ray14; one crop",
  },
  unconfirmed: [NO_HASH, "address: as the README names the file; it was not opened"],
};

/** Peking University's CheXNet. */
const ARNOWENG_CHEXNET: KnownModel = {
  name: "chexnet-arnoweng",
  address: "https://github.com/arnoweng/CheXNet/raw/master/model.pth.tar",
  page: "https://github.com/arnoweng/CheXNet",
  licence: null,
  kind: "state dict under the key 'state_dict', wrapped, old layer names",
  version: "1",
  input: { size: 224, channels: 3, normalisation: "imagenet" },
  labels: LABELS,
  hash: null,
  training: {
    data: "NIH ChestX-ray14",
    split: `${RANDOM_SPLIT}, in lists by image under ChestX-ray14/labels`,
  },
  aucs: {
    byLabel: {
      Atelectasis: 0.8294,
      Cardiomegaly: 0.9165,
      Effusion: 0.887,
      Infiltration: 0.7143,
      Mass: 0.8597,
      Nodule: 0.7873,
      Pneumonia: 0.7745,
      Pneumothorax: 0.8726,
      Consolidation: 0.8142,
      Edema: 0.8932,
      Emphysema: 0.9254,
      Fibrosis: 0.8304,
      Pleural_Thickening: 0.7831,
      Hernia: 0.9104,
    },
    source: "README.md of arnoweng/CheXNet, 'Our Implemented CheXNet'",
    caveat: "ten crops of every film averaged; this program reads a film once",
  },
  unconfirmed: [
    NO_HASH,
    "AUCs: the README gives two networks (mean 0.843 and 0.848) and does not say which the file is; the lower is listed",
  ],
};

/** Public checkpoints that `model pull` knows, best published mean AUC first; TorchXRayVision's follow. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  ARNOWENG_CHEXNET,
  REPRODUCE_CHEXNET,
  ...TORCHXRAYVISION_MODELS,
];

/** @throws {UserError} naming those that are known */
export function findKnownModel(name: string): KnownModel {
  const found = KNOWN_MODELS.find((model) => model.name === name);
  if (found) return found;
  throw new UserError(
    `model pull: '${name}' is not known. Known: ${KNOWN_MODELS.map((model) => model.name).join(", ")}. Any other DenseNet: roentgram model import`,
    { exitCode: 2 },
  );
}
