import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LABELS } from "../../src/core/label.ts";
import { distance, FIXTURES, importAndRun, mapDistance, SHARED } from "./agreement.ts";
import { readNpy } from "./npy.ts";

const fixture = (name: string) => join(FIXTURES, name);

/** Checks everything PyTorch gave for a network against what ours gives. */
async function expectAgreement(
  file: string,
  references: string,
  images = references,
  more = {},
): Promise<void> {
  const { output } = await importAndRun(fixture(file), readNpy(fixture(`${images}_inputs.npy`)), more);
  const logits = readNpy(fixture(`${references}_logits.npy`)).data;
  expect(distance(output.logits, logits)).toBeLessThan(1e-4);
  expect(
    distance(
      output.probabilities,
      logits.map((logit) => 1 / (1 + Math.exp(-logit))),
    ),
  ).toBeLessThan(1e-5);
  expect(distance(output.features, readNpy(fixture(`${references}_features.npy`)).data)).toBeLessThan(1e-4);
  const maps = readNpy(fixture(`${references}_maps.npy`));
  expect([output.k, output.h, output.w]).toEqual(maps.shape.slice(1));
  expect(mapDistance(output.maps, maps.data, output.h * output.w)).toBeLessThan(1e-3);
}

describe("an imported checkpoint agrees with PyTorch in logits, features and Grad-CAM", () => {
  test.each([
    ["a state dict in the zip container", "state_dict_zip.pth", "net"],
    ["a state dict in the legacy container", "state_dict_legacy.pth", "net"],
    ["a dict of a state dict without counters", "bare.pth", "net"],
    ["the names of PyTorch 0.3 behind prefixes", "old_names.pth.tar", "net"],
    ["a whole pickled module in DataParallel, ending in a sigmoid", "module.pth", "net"],
    ["float16 weights", "net_half.pth", "net_half"],
    ["bfloat16 weights", "net_bf16.pth", "net_bf16"],
  ])("%s", (_, file, references) => expectAgreement(file, references, "net"));

  test("another depth, width, bottleneck and size, a head without bias", () =>
    expectAgreement("wide.pth", "wide", "wide", { size: 70, labels: ["Edema", "Mass", "Hernia"] }));

  test("TorchXRayVision's pickled module: one channel, 18 outputs of which blanks are dropped, thresholds", async () => {
    const images = readNpy(fixture("xrv_inputs.npy"));
    const { output, manifest } = await importAndRun(fixture("xrv.pt"), images, { normalisation: undefined });
    const kept = Array.from({ length: 14 }, (_, place) => place);
    const all = readNpy(fixture("xrv_logits.npy")).data;
    const expected = [0, 1].flatMap((film) => kept.map((place) => all[film * 18 + place] ?? Number.NaN));
    expect(distance(output.logits, expected)).toBeLessThan(1e-4);
    expect(manifest.labels.slice(0, 3)).toEqual(["Atelectasis", "Consolidation", "Infiltration"]);
    // The 17th output has no operating point: it was never trained.
    expect(manifest.dropped).toEqual(["Lung Lesion", "Fracture", "Enlarged Cardiomediastinum"]);
    expect(manifest.input).toMatchObject({ channels: 1, mean: [1024], std: [1], range: 2048 });
    const thresholds = readNpy(fixture("xrv_thresholds.npy")).data;
    expect(manifest.operatingPoints?.Atelectasis).toBe(thresholds[0]);
    expect(manifest.operatingPoints?.Hernia).toBe(thresholds[13]);
  });

  test.each([
    ["fastai.pth", /taken in alphabetical order, as fastai has them/],
    ["fastai_export.pkl", /taken as the file names them/],
  ])("the paper's own kind, %s: concat-pool head", async (file, basis) => {
    await expectAgreement(file, "fastai");
    const { manifest, warnings } = await importAndRun(fixture(file), readNpy(fixture("fastai_inputs.npy")));
    expect(warnings.join()).toMatch(basis);
    expect(manifest.head).toEqual({
      kind: "concat-pool",
      reluBeforePooling: false,
      pooling: ["max", "average"],
    });
    expect(manifest.labels).toEqual(manifest.labels.toSorted());
  });

  test.skipIf(!existsSync(SHARED))("the baseline of ../shared: logits, maps and features", async () => {
    const baseline = (name: string) => readNpy(join(SHARED, "baseline", name));
    const grey = baseline("inputs.npy");
    const [films = 0, , side = 0] = grey.shape;
    const data = new Float32Array(films * 3 * side * side);
    for (let plane = 0; plane < films * 3; plane += 1) {
      const film = Math.floor(plane / 3);
      data.set(grey.data.subarray(film * side * side, (film + 1) * side * side), plane * side * side);
    }
    const images = { shape: [films, 3, side, side], data };
    const file = join(SHARED, "densenet121-nih-baseline.pth");
    const logits = baseline("logits.npy").data;
    const maps = baseline("grad_cam.npy").data;

    const { output } = await importAndRun(file, images, { size: side });
    expect(distance(output.logits, logits)).toBeLessThan(1e-4);
    expect(mapDistance(output.maps, maps, 49)).toBeLessThan(1e-3);
    const last = baseline("features.npy");
    const pooled = Float32Array.from({ length: 2 * output.d }, (_, channel) =>
      last.data.subarray(channel * 49, (channel + 1) * 49).reduce((sum, value) => sum + value / 49, 0),
    );
    expect(distance(output.features.subarray(0, 2 * output.d), pooled)).toBeLessThan(1e-4);

    const half = await importAndRun(file, images, { size: side, half: true, labels: LABELS });
    expect(distance(half.output.logits, logits)).toBeLessThan(1e-3);
    expect(mapDistance(half.output.maps, maps, 49)).toBeLessThan(1e-3);
    expect(half.warnings).toEqual([]);
  });

  const FORMATS = join(SHARED, "formats");
  test.skipIf(!existsSync(FORMATS))("fastai_style.pth of ../shared: logits and maps", async () => {
    const images = readNpy(join(FORMATS, "fastai_inputs.npy"));
    const { output } = await importAndRun(join(FORMATS, "fastai_style.pth"), images, { size: 96 });
    expect(distance(output.logits, readNpy(join(FORMATS, "fastai_logits.npy")).data)).toBeLessThan(1e-4);
    const maps = readNpy(join(FORMATS, "fastai_grad_cam.npy")).data;
    expect(mapDistance(output.maps, maps, output.h * output.w)).toBeLessThan(1e-3);
  });

  test.skipIf(!existsSync(FORMATS))(
    "torchxrayvision_style.pt of ../shared: logits and thresholds",
    async () => {
      const images = readNpy(join(FORMATS, "torchxrayvision_inputs.npy"));
      const file = join(FORMATS, "torchxrayvision_style.pt");
      const { output, manifest } = await importAndRun(file, images, { size: 96, normalisation: undefined });
      const all = readNpy(join(FORMATS, "torchxrayvision_logits.npy")).data;
      const expected = [0, 1, 2].flatMap((film) => [...all.subarray(film * 18, film * 18 + 14)]);
      // These logits reach 389, where float32 numbers lie 3e-5 apart: PyTorch itself moves by 9e-5 from processor to processor.
      const fourSteps = 2 ** -21 * Math.max(...expected.map(Math.abs));
      expect(distance(output.logits, expected)).toBeLessThan(Math.max(1e-4, fourSteps));
      const thresholds = readNpy(join(FORMATS, "torchxrayvision_thresholds.npy")).data;
      expect(distance(Object.values(manifest.operatingPoints ?? {}), thresholds.subarray(0, 14))).toBe(0);
    },
  );

  test.skipIf(!existsSync(FORMATS)).each([
    ["state_dict_zip.pth", "logits.npy"],
    ["state_dict_legacy.pth", "logits.npy"],
    ["state_dict_half.pth", "state_dict_half_logits.npy"],
    ["arnoweng_style.pth.tar", "logits.npy"],
    ["reproduce_chexnet_style", "logits.npy"],
  ])("%s of ../shared: logits", async (file, logits) => {
    const images = readNpy(join(FORMATS, "inputs.npy"));
    const { output } = await importAndRun(join(FORMATS, file), images, { size: 96 });
    expect(distance(output.logits, readNpy(join(FORMATS, logits)).data)).toBeLessThan(1e-4);
  });
});

test("a network that halves would change is kept whole, and says so", async () => {
  const images = readNpy(fixture("net_inputs.npy"));
  const { output, manifest, warnings } = await importAndRun(fixture("state_dict_zip.pth"), images, {
    half: true,
  });
  expect(distance(output.logits, readNpy(fixture("net_logits.npy")).data)).toBeLessThan(1e-3);
  expect(manifest.weights).toBe("float32");
  expect(warnings.join()).toContain("stays float32");
});

test("a person's word on the ReLU before the pooling is taken", async () => {
  const images = readNpy(fixture("net_inputs.npy"));
  const { output, manifest } = await importAndRun(fixture("bare.pth"), images, { reluBeforePooling: false });
  expect(manifest.head.reluBeforePooling).toBe(false);
  expect(distance(output.logits, readNpy(fixture("net_logits.npy")).data)).toBeGreaterThan(0.01);
});
