import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LABELS } from "../../src/core/label.ts";
import { distance, FIXTURES, importAndRun, mapDistance } from "./agreement.ts";
import { readNpy } from "./npy.ts";

const npy = (name: string) => readNpy(join(FIXTURES, `${name}.npy`));
const run = (file: string, images: string, more = {}) =>
  importAndRun(join(FIXTURES, file), npy(`${images}_inputs`), more);

async function expectAgreement(file: string, references: string, images: string, more = {}) {
  const { output, warnings, manifest } = await run(file, images, more);
  expect(distance(output.logits, npy(`${references}_logits`).data)).toBeLessThan(1e-4);
  expect(distance(output.features, npy(`${references}_features`).data)).toBeLessThan(1e-4);
  const maps = npy(`${references}_maps`).data;
  expect(mapDistance(output.maps, maps, output.h * output.w)).toBeLessThan(1e-3);
  return { warnings: warnings.join("\n"), manifest };
}

describe("an imported checkpoint agrees with PyTorch", () => {
  test.each([
    ["float64 weights", "tiny_float64.pth", "tiny"],
    ["a whole module in the legacy container", "tiny_module_legacy.pth", "tiny"],
    ["a loss's weights and complex numbers beside the network", "tiny_lightning.ckpt", "tiny"],
    ["a state dict of a class of its own, a path beside it", "tiny_dict_class.pth", "tiny"],
    ["parameters as PyTorch 0.3 wrote them", "tiny_pytorch_03.pth", "tiny"],
    ["parameters as PyTorch 0.4 wrote them", "tiny_pytorch_04.pth", "tiny"],
    ["a module in whose row no ReLU stands", "row_without_relu.pth", "row"],
    ["norms of other epsilons", "epsilon.pth", "epsilon"],
    ["the paper's head on a body that ends in a ReLU", "fastai_relu.pth", "fastai_relu"],
  ])("%s", async (_, file, references) => {
    const { warnings } = await expectAgreement(file, references, "tiny");
    expect(warnings).not.toContain("--relu");
  });

  test("the paper's head on torchvision's names has a ReLU before it, and says that this is assumed", async () => {
    const { warnings } = await expectAgreement("paper_on_torchvision.pth", "fastai_relu", "tiny");
    expect(warnings).toMatch(/named as torchvision's, so a ReLU is taken to stand.*--relu no/);
  });

  test("fastai's own has none, on one channel, and says so too", async () => {
    const { warnings } = await expectAgreement("fastai_grey.pth", "fastai_grey", "fastai_grey");
    expect(warnings).toMatch(/no ReLU is taken to stand.*--relu yes/);
  });
});

test("NIH's order is never assumed in silence: other networks have 14 outputs too", async () => {
  const { warnings } = await run("tiny_float64.pth", "tiny");
  expect(warnings.join()).toMatch(
    /taken in NIH's order; CheXpert's and MIMIC-CXR's networks have 14 outputs too/,
  );
  expect((await run("tiny_float64.pth", "tiny", { labels: LABELS })).warnings).toEqual([]);
});

test("fastai's export says itself how pixels are normalised and what its outputs are", async () => {
  const { manifest, warnings } = await run("fastai_export.pkl", "fastai", { normalisation: undefined });
  expect(manifest.input).toMatchObject({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], range: 1 });
  expect(warnings.join()).toMatch(/normalisation.*taken as the file has it/);
  expect(manifest.labels).toEqual(LABELS.toSorted());
});

test("TorchXRayVision's thresholds are read where they are a plain attribute", async () => {
  const { manifest } = await run("xrv_attribute.pt", "xrv", { normalisation: undefined });
  expect(manifest.operatingPoints?.Atelectasis).toBeCloseTo(0.05, 6);
  expect(Object.keys(manifest.operatingPoints ?? {})).toHaveLength(14);
});
