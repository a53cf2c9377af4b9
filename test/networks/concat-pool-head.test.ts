import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findStateDict } from "../../src/networks/checkpoint/find-state-dict.ts";
import { parseCheckpoint, readCheckpoint } from "../../src/networks/checkpoint/read-checkpoint.ts";
import { readHead } from "../../src/networks/checkpoint/read-head.ts";
import { readNetwork } from "../../src/networks/checkpoint/read-network.ts";
import { readElements } from "../../src/networks/checkpoint/tensor-reference.ts";
import { buildDenseNet } from "../../src/networks/densenet.ts";
import { encodeGraph } from "../../src/onnx/encode.ts";
import { openSession } from "../../src/onnx/session.ts";
import { distance, mapDistance, SHARED } from "./agreement.ts";
import { readNpy } from "./npy.ts";

const BASELINE = join(SHARED, "densenet121-nih-baseline.pth");

test.skipIf(!existsSync(BASELINE))(
  "the paper's head on the baseline's body, with a ReLU before it: logits and maps are PyTorch's",
  async () => {
    const body = readNetwork((await readCheckpoint(BASELINE)).checkpoint);
    const file = await parseCheckpoint(readFileSync(join(SHARED, "baseline/concat_pool_head.pth")));
    const state = findStateDict(file);
    const head = readHead(state, [...state.keys()], 1024, (name) => {
      const tensor = state.get(name);
      if (!tensor) throw new Error(`no ${name}`);
      return readElements(tensor, file.findStorage);
    });
    const network = { ...body, head: { ...head, reluBeforePooling: true }, activation: "sigmoid" } as const;
    const graph = encodeGraph(buildDenseNet(network, { size: 224, half: false, exactBlocks: 0 }));

    const grey = readNpy(join(SHARED, "baseline/inputs.npy"));
    const [films = 0, , side = 0] = grey.shape;
    const plane = side * side;
    const data = new Float32Array(films * 3 * plane);
    for (let place = 0; place < films * 3; place += 1) {
      const film = Math.floor(place / 3);
      data.set(grey.data.subarray(film * plane, (film + 1) * plane), place * plane);
    }
    const session = await openSession(graph, { threads: 1, provider: "cpu" });
    try {
      const { logits, maps } = await session.run({ image: { dims: [films, 3, side, side], data } });
      const expected = readNpy(join(SHARED, "baseline/concat_pool_logits.npy")).data;
      expect(distance(logits?.data as Float32Array, expected)).toBeLessThan(1e-4);
      const cams = readNpy(join(SHARED, "baseline/concat_pool_grad_cam.npy")).data;
      expect(mapDistance(maps?.data as Float32Array, cams, 49)).toBeLessThan(1e-3);
    } finally {
      await session.release();
    }
  },
);
