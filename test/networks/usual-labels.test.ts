import { describe, expect, test } from "vitest";
import { LABELS } from "../../src/core/label.ts";
import type { CheckpointNetwork } from "../../src/networks/checkpoint/read-network.ts";
import { chooseLabels } from "../../src/networks/label-choice.ts";
import { usualLabels } from "../../src/networks/usual-labels.ts";

/** A network of which only what labels depend on is given. */
function network(
  outputs: number,
  more: Partial<CheckpointNetwork> & { kind?: "pooled-linear" | "concat-pool" } = {},
) {
  const linear = { matrix: new Float32Array(outputs), bias: new Float32Array(outputs) };
  const { kind = "pooled-linear", ...rest } = more;
  const head =
    kind === "pooled-linear"
      ? ({ kind, reluBeforePooling: true, pooling: ["average"], last: linear } as const)
      : ({
          kind,
          reluBeforePooling: false,
          pooling: ["max", "average"],
          first: linear,
          last: linear,
        } as const);
  const hyper = { channels: 3, initialWidth: 8, growth: 4, bottleneck: 4, blocks: [1] };
  const weightOf = () => new Float32Array();
  return {
    hyper,
    weightOf,
    head,
    prefix: "features.",
    names: undefined,
    operatingPoints: undefined,
    reluSeen: undefined,
    normalisation: undefined,
    ...rest,
  };
}

describe("what outputs are called when nobody says", () => {
  test("14 of a linear head: NIH's order", () => {
    expect(usualLabels(network(14))?.names).toEqual(LABELS);
  });

  test("fastai's: alphabetical, with No Finding as a 15th class", () => {
    expect(usualLabels(network(14, { kind: "concat-pool" }))?.names).toEqual(LABELS.toSorted());
    const names = usualLabels(network(15, { kind: "concat-pool" }))?.names ?? [];
    expect(names.slice(10, 12)).toEqual(["No Finding", "Nodule"]);
    expect(chooseLabels(15, names)).toMatchObject({ dropped: ["No Finding"], labels: LABELS.toSorted() });
  });

  test("TorchXRayVision's 18, less those without an operating point", () => {
    const operatingPoints = Float32Array.from({ length: 18 }, (_, output) =>
      output === 1 ? Number.NaN : 0.5,
    );
    const names = usualLabels(network(18, { operatingPoints }))?.names ?? [];
    expect(names.slice(0, 3)).toEqual(["Atelectasis", "", "Infiltration"]);
    expect(chooseLabels(18, names).labels).not.toContain("Consolidation");
  });

  test("the file's own names before any rule", () => {
    const names = ["Mass", "Edema"];
    expect(usualLabels(network(2, { names }))?.names).toEqual(names);
  });

  test("nothing is guessed for other numbers", () => {
    expect(usualLabels(network(5))).toBeUndefined();
    expect(usualLabels(network(13, { kind: "concat-pool" }))).toBeUndefined();
  });
});
