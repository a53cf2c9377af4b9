import { describe, expect, test } from "vitest";
import { LABELS } from "../../../src/core/label.ts";
import { chooseLabels } from "../../../src/networks/label-choice.ts";
import { meanAuc } from "../../../src/networks/public/known-model.ts";
import { findKnownModel, KNOWN_MODELS } from "../../../src/networks/public/known-models.ts";

describe("the list of known models", () => {
  test("holds both CheXNets and TorchXRayVision's seven, each once", () => {
    expect(KNOWN_MODELS.map(({ name }) => name)).toEqual([
      "chexnet-arnoweng",
      "reproduce-chexnet",
      ...["all", "nih", "pc", "chex", "rsna", "mimic_nb", "mimic_ch"].map(
        (name) => `densenet121-res224-${name}`,
      ),
    ]);
    expect(new Set(KNOWN_MODELS.map(({ address }) => address)).size).toBe(KNOWN_MODELS.length);
  });

  test.each(KNOWN_MODELS)("$name can be asked for, imported and compared", (model) => {
    expect(new URL(model.address).protocol).toBe("https:");
    expect(model.name.replaceAll("_", "-")).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
    expect(() => chooseLabels(model.labels.length, model.labels)).not.toThrow();
    for (const auc of Object.values(model.aucs?.byLabel ?? {})) {
      expect(auc).toBeGreaterThan(0.5);
      expect(auc).toBeLessThan(1);
    }
    if (model.hash) {
      expect(model.hash.hex).toMatch(model.hash.kind === "sha256" ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{40}$/);
    } else {
      expect(model.unconfirmed).toContain("content hash: none was found published");
    }
    if (model.operatingPoints) {
      expect(model.operatingPoints).toHaveLength(model.labels.length);
      // An output has a name just when it was trained.
      expect(model.operatingPoints.map((point) => point > 0)).toEqual(
        model.labels.map((label) => label !== ""),
      );
    }
  });

  test("has TorchXRayVision's labels as the project lists them", () => {
    const labels = (name: string) => findKnownModel(`densenet121-res224-${name}`).labels;
    expect(labels("all")).toHaveLength(18);
    expect(labels("nih").filter(Boolean).toSorted()).toEqual(LABELS.toSorted());
    expect(labels("rsna").flatMap((label, output) => (label ? [[output, label]] : []))).toEqual([
      [8, "Pneumonia"],
      [16, "Lung Opacity"],
    ]);
    expect(labels("chex").join("|")).toBe(
      "Atelectasis|Consolidation||Pneumothorax|Edema|||Effusion|Pneumonia||Cardiomegaly||||Lung Lesion|Fracture|Lung Opacity|Enlarged Cardiomediastinum",
    );
  });

  // As the field notes of the project have them, rounded to three places.
  test.each([
    ["reproduce-chexnet", 0.838],
    ["chexnet-arnoweng", 0.843],
    ["densenet121-res224-all", 0.774],
  ])("gives %s the mean that its makers' figures come to", (name, mean) =>
    expect(meanAuc(findKnownModel(name))).toBeCloseTo(mean, 3),
  );

  test("says which models are known when one is not", () =>
    expect(() => findKnownModel("chexnet")).toThrow(/'chexnet' is not known. Known: chexnet-arnoweng, /));
});
