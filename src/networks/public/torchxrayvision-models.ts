import { TORCHXRAYVISION_LABELS } from "../usual-labels.ts";
import type { ContentHash } from "./content-hash.ts";
import type { KnownModel, PublishedAucs } from "./known-model.ts";

/**
 * TorchXRayVision's DenseNet-121s. Addresses, labels and operating points as in torchxrayvision/models.py
 * (`model_urls`), commit 3a10ce3; hashes as in the pointers of the project's own copies on Hugging Face.
 */
const RELEASE = "https://github.com/mlmed/torchxrayvision/releases/download/v1";

/** NIH's 14, in TorchXRayVision's order, then its four others. */
const NIH = TORCHXRAYVISION_LABELS.slice(0, 14);
const OTHERS = TORCHXRAYVISION_LABELS.slice(14);

type Weights = {
  readonly name: string;
  /** Start of the file's name. */
  readonly file: string;
  readonly data: string;
  /** One per output; 0 for one that was not trained, whose label is blank. */
  readonly points: readonly number[];
  readonly hash: ContentHash | null;
  readonly aucs?: PublishedAucs;
  readonly unconfirmed?: readonly string[];
};

const POINTERS = "git-lfs pointer in huggingface.co/torchxrayvision";

function sha256(hex: string, bytes: number, source: string): ContentHash {
  return { kind: "sha256", hex, bytes, source };
}

const NO_HASH = "content hash: none was found published";

const WEIGHTS: readonly Weights[] = [
  {
    name: "all",
    file: "nih-pc-chex-mimic_ch-google-openi-kaggle",
    data: "NIH ChestX-ray14, PadChest, CheXpert, MIMIC-CXR, NIH relabelled by Google, OpenI and RSNA together",
    points: [
      0.07422872, 0.038290843, 0.09814756, 0.0098118475, 0.023601074, 0.0022490358, 0.010060724, 0.103246614,
      0.056810737, 0.026791653, 0.050318155, 0.023985857, 0.01939503, 0.042889766, 0.053369623, 0.035975814,
      0.20204692, 0.05015312,
    ],
    hash: sha256("56524913dd16a906422e8d8b66a7a5c46be1d82eb7ac012d8103776f1aa68899", 28_382_008, POINTERS),
    aucs: {
      byLabel: {
        Atelectasis: 0.76,
        Cardiomegaly: 0.88,
        Effusion: 0.85,
        Infiltration: 0.68,
        Mass: 0.8,
        Nodule: 0.69,
        Pneumonia: 0.71,
        Pneumothorax: 0.75,
        Consolidation: 0.77,
        Edema: 0.85,
        Emphysema: 0.73,
        Fibrosis: 0.72,
        Pleural_Thickening: 0.74,
        Hernia: 0.91,
      },
      source: "BENCHMARKS.md of mlmed/torchxrayvision, 2023-07-23",
      caveat: "on a fifth of NIH ChestX-ray14; one centre crop",
    },
  },
  {
    name: "nih",
    file: "nih",
    data: "NIH ChestX-ray14",
    points: [
      0.039117552, 0.0034529066, 0.11396341, 0.0057298196, 0.00045666535, 0.0018880932, 0.012037827,
      0.038744126, 0.0037213727, 0.014730946, 0.016149804, 0.054241467, 0.037198864, 0.0004403434, 0, 0, 0, 0,
    ],
    hash: null,
    unconfirmed: [NO_HASH],
  },
  {
    name: "pc",
    file: "pc",
    data: "PadChest",
    points: [
      0.031012505, 0.013347598, 0.081435576, 0.001262615, 0.002587246, 0.0035944257, 0.0023071, 0.055412333,
      0.044385884, 0.042766232, 0.043258056, 0.037629247, 0.005658899, 0.0091741895, 0, 0.026507627, 0, 0,
    ],
    hash: sha256("a9148ef62ae4e7a31a9bed8cef22811f39681cd61e4390398936efc6280af521", 28_381_804, POINTERS),
  },
  {
    name: "chex",
    file: "chex",
    data: "CheXpert",
    points: [
      0.1988969, 0.05710573, 0, 0.0531293, 0.1435217, 0, 0, 0.27212676, 0.07749717, 0, 0.19712369, 0, 0, 0,
      0.09932402, 0.09273402, 0.3270967, 0.10888247,
    ],
    hash: sha256(
      "1a914ae802170187a4852e594708206c12468eeeefd66aa4e8e26141649d61a4",
      28_381_998,
      "a public script that downloads the same file; its length from another project",
    ),
    unconfirmed: ["content hash: known from one third party only"],
  },
  {
    name: "rsna",
    file: "kaggle",
    data: "RSNA Pneumonia Detection Challenge",
    points: [0, 0, 0, 0, 0, 0, 0, 0, 0.13486601, 0, 0, 0, 0, 0, 0, 0, 0.13511065, 0],
    hash: sha256("906a59f48cf09638b745d66848a6c6f9d741368c66244717a81207329d140268", 28_381_974, POINTERS),
    unconfirmed: ["content hash: that of the project's copy on Hugging Face alone"],
  },
  {
    name: "mimic_nb",
    file: "mimic_nb",
    data: "MIMIC-CXR, labels by NegBio",
    points: [
      0.08558747, 0.011884617, 0, 0.0040595434, 0.010733786, 0, 0, 0.118761964, 0.022924708, 0, 0.06358637, 0,
      0, 0, 0.022143636, 0.017476924, 0.1258702, 0.014020768,
    ],
    hash: null,
    unconfirmed: [NO_HASH],
  },
  {
    name: "mimic_ch",
    file: "mimic_ch",
    data: "MIMIC-CXR, labels by CheXpert's labeller",
    points: [
      0.09121389, 0.010573786, 0, 0.005023008, 0.003698257, 0, 0, 0.08001232, 0.037242252, 0, 0.05006329, 0,
      0, 0, 0.019866971, 0.03823637, 0.11303808, 0.0069147074,
    ],
    hash: sha256("23b13a04459684ffa41247d068207a7657b4e1b4dec2b02431f5026bd75b1189", 28_382_012, POINTERS),
  },
];

/** TorchXRayVision's seven DenseNets at 224 pixels. */
export const TORCHXRAYVISION_MODELS: readonly KnownModel[] = WEIGHTS.map((weights) => ({
  name: `densenet121-res224-${weights.name}`,
  address: `${RELEASE}/${weights.file}-densenet121-d121-tw-lr001-rot45-tr15-sc15-seed0-best.pt`,
  page: "https://github.com/mlmed/torchxrayvision",
  licence: "Apache-2.0 (LICENSE of mlmed/torchxrayvision, for xrv.models)",
  kind: "whole pickled module",
  version: "v1",
  input: { size: 224, channels: 1, normalisation: "torchxrayvision" },
  labels: [...NIH, ...OTHERS].map((label, output) => (weights.points[output] === 0 ? "" : label)),
  operatingPoints: weights.points,
  hash: weights.hash,
  training: {
    data: weights.data,
    split: "a random part, not published: whether a film was trained on cannot be told",
  },
  aucs: weights.aucs ?? null,
  unconfirmed: weights.unconfirmed ?? [],
}));
