import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { LABELS, type Label } from "../../src/core/label.ts";
import type { FindingsReading, UnsureReading } from "../../src/core/reading.ts";
import { UserError } from "../../src/core/user-error.ts";
import { loadModel, type Model } from "../../src/networks/load-model.ts";
import type { Manifest } from "../../src/networks/manifest.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import { nameSpace } from "../../src/vision/doubt.ts";
import { storeFeatureSpace } from "../../src/vision/feature-space.ts";
import type { Film } from "../../src/vision/film.ts";
import { STATISTICS } from "../../src/vision/film-statistics.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import { createReader } from "../../src/vision/read-films.ts";
import type { Screen } from "../../src/vision/screen.ts";

const judge = (width: number, bias: number, weights: Record<number, number> = {}) => ({
  mean: new Array<number>(width).fill(0),
  deviation: new Array<number>(width).fill(1),
  weights: Array.from({ length: width }, (_, place) => weights[place] ?? 0),
  bias,
  limit: 0.5,
});
const WHITE = STATISTICS.indexOf("white");

/** Refuses white pictures before the network, and those whose first feature is above 1 after it. */
const screen: Screen = {
  format: 1,
  statistics: [...STATISTICS],
  before: judge(STATISTICS.length, -10, { [WHITE]: 20 }),
  features: storeFeatureSpace({
    dimension: 2,
    rank: 1,
    mean: Float32Array.from([0, 0]),
    directions: Float32Array.from([1, 0]),
  }),
  after: judge(STATISTICS.length + 3, -10, { [STATISTICS.length]: 10 }),
  fittedOn: "nothing",
};

const labels: readonly Label[] = ["Edema", "Effusion", "Mass"];
const calibrated = (scale: number, shift: number, evidence: "strong" | "weak" | "none") => ({
  scale,
  shift,
  threshold: 0.3,
  basis: "prior-shift" as const,
  evidence,
  auc: 0.9,
  interval: [0.85, 0.95] as [number, number],
  positives: 40,
});
const manifest = {
  labels,
  input: { size: 2, channels: 1, mean: [0], std: [1], range: 255 },
  screen,
  calibration: {
    starter: false,
    findings: {
      Edema: calibrated(0.5, -1, "strong"),
      Effusion: calibrated(1, 0, "weak"),
      Mass: calibrated(1, 0, "none"),
    },
  },
} as unknown as Manifest;

/** A network whose first logit is the film's mean grey less 100, and whose first feature is the film's mean / 100. */
function fakeModel(changes: Partial<Manifest> = {}): Model & { batches: number[] } {
  const batches: number[] = [];
  return {
    batches,
    dir: "models/fake",
    manifest: { ...manifest, ...changes },
    identity: { name: "fake", version: "1", sha256: "0", starter: true },
    computing: { asked: "cpu", uses: "cpu" },
    run: async (images, n) => {
      batches.push(n);
      const means = Array.from({ length: n }, (_, film) => {
        return images.subarray(film * 4, film * 4 + 4).reduce((sum, value) => sum + value, 0) / 4;
      });
      return {
        logits: Float32Array.from(means.flatMap((mean) => [mean - 100, 3, 8])),
        probabilities: new Float32Array(3 * n),
        features: Float32Array.from(means.flatMap((mean) => [mean > 150 ? 5 : 0, 0])),
        maps: Float32Array.from(means.flatMap((mean) => [mean, 0, 0, 0, 0, mean, 0, 0, 0, 0, 0, 0])),
        k: 3,
        d: 2,
        h: 2,
        w: 2,
      };
    },
    release: async () => {},
  };
}

function blank(gray: number): Film {
  return {
    width: 100,
    height: 100,
    gray: new Uint8Array(10_000).fill(gray),
    source: { format: "png", width: 100, height: 100 },
    saturation: 0,
  };
}

/** A white page with a dark line: not washed out, for that has nothing dark. */
const white = { ...blank(255), gray: new Uint8Array(10_000).fill(255).fill(0, 4_900, 5_100) };
const film = blank(102);
const foreign = blank(200);

test("a logit becomes a calibrated probability, judged at its threshold under its evidence and ranked", async () => {
  const [read] = await createReader(fakeModel()).read([film]);
  const reading = read?.reading as FindingsReading;
  expect(reading.outcome).toBe("findings");
  expect(reading.findings.map(({ label, band }) => [label, band])).toEqual([
    ["Effusion", "possible"],
    ["Edema", "possible"],
    ["Mass", "unlikely"],
  ]);
  const edema = reading.findings.find(({ label }) => label === "Edema");
  // sigmoid(0.5 * 2 - 1) = 0.5, and (1 - 0.5) / (2 * 0.7) below one.
  expect(edema?.probability).toBeCloseTo(0.5, 6);
  expect(edema?.score).toBeCloseTo(1 - 0.5 / 1.4, 6);
  expect(reading.notAssessed).toEqual(LABELS.filter((label) => !labels.includes(label)));
  expect(reading.model).toMatchObject({ name: "fake", starter: false });
});

test("each film of a batch gets its own findings, maps and refusal, in one run", async () => {
  const model = fakeModel();
  const readings = await createReader(model).read([white, film, foreign, blank(110), white]);
  expect(model.batches).toEqual([3]);
  expect(readings.map(({ reading }) => reading.outcome)).toEqual([
    "refused",
    "findings",
    "refused",
    "findings",
    "refused",
  ]);
  expect(readings[0]?.reading).toEqual({ outcome: "refused", refusal: "not-a-chest-xray", detail: {} });
  expect(readings[0]?.milliseconds.network).toBe(0);
  expect(readings[2]?.maps.size).toBe(0);
  expect([...(readings[1]?.maps.get("Edema")?.values ?? [])]).toEqual([102, 0, 0, 0]);
  expect([...(readings[3]?.maps.get("Effusion")?.values ?? [])]).toEqual([0, 110, 0, 0]);
});

test("a batch that the screen refuses whole never reaches the network", async () => {
  const model = fakeModel();
  await createReader(model).read([white, white]);
  await createReader(model).read([]);
  expect(model.batches).toEqual([]);
});

test("a model without calibration or screen is refused, and gives ranks alone when that is asked for", async () => {
  expect(() => createReader(fakeModel({ calibration: null }))).toThrow(/model calibrate/);
  expect(() => createReader(fakeModel({ screen: null }))).toThrow(UserError);
  const model = fakeModel({ calibration: null, screen: null });
  const [read] = await createReader(model, { uncalibrated: true }).read([film]);
  const reading = read?.reading as FindingsReading;
  expect(reading.findings.map(({ label, band, evidence }) => [label, band, evidence])).toEqual([
    ["Mass", "unlikely", "none"],
    ["Effusion", "unlikely", "none"],
    ["Edema", "unlikely", "none"],
  ]);
  expect(reading.model.starter).toBe(true);
});

test("a screen that this version does not understand is named by field", () => {
  const older = { ...screen, statistics: ["mean"] };
  expect(() => createReader(fakeModel({ screen: older }))).toThrow(/screen.statistics: not the statistics/);
});

describe("a model that may say that it is not sure", () => {
  // Edema's threshold stands at a logit of about 0.31: a mean grey of 100.31.
  const limits = {
    space: nameSpace(screen.features),
    leftOver: 1,
    distance: 3,
    margin: 0.2,
    disagreement: 0,
    fittedOn: "",
    testedOn: "",
    share: 0,
  };
  const proven = {
    ...manifest.calibration!,
    findings: { ...manifest.calibration!.findings, Effusion: calibrated(1, -9, "weak") },
  };
  const doubting = (changes: Partial<typeof limits> = {}) =>
    fakeModel({ calibration: proven, uncertainty: { ...limits, ...changes } });
  /** Bright at the left and upper edge, which a framing cuts off; grain keeps it from being blurred. */
  function edged(inner: number, edge: number): Film {
    const gray = Uint8Array.from({ length: 10_000 }, (_, at) => {
      const [x, y] = [at % 100, Math.floor(at / 100)];
      return (x < 5 || y < 5 ? edge : inner) + ((x + y) % 2 === 0 ? 9 : -9);
    });
    return { ...blank(inner), gray };
  }

  test("does not name a finding that the mirrored or moved film does not bear out, and asks only where it could matter", async () => {
    const model = doubting();
    const [steady, far, wavering] = [blank(104), blank(90), edged(98, 143)];
    const read = await createReader(model).read([steady, far, wavering]);
    expect(read.map(({ reading }) => reading.outcome)).toEqual(["findings", "findings", "unsure"]);
    expect(read[2]?.reading).toMatchObject({ reasons: ["unsteady"], quality: { grade: expect.any(String) } });
    expect((read[2]!.reading as UnsureReading).findings[0]).toMatchObject({
      label: "Edema",
      band: "possible",
    });
    // Two of the three are looked at again: six views, in runs no larger than the first.
    expect(model.batches).toEqual([3, 3, 3]);
  });

  test("stands by a finding where the average has moved less than the limit", async () => {
    const [read] = await createReader(doubting({ disagreement: 50 })).read([edged(98, 143)]);
    expect(read?.reading.outcome).toBe("findings");
  });

  test("says of a film far from those learnt from that it is not sure, whatever it would have said, without another look", async () => {
    const model = doubting({ distance: 0.01, leftOver: 1e-9 });
    const tilted = {
      ...model,
      run: async (images: Float32Array, n: number) => {
        const output = await model.run(images, n);
        return { ...output, features: output.features.map((value, at) => (at % 2 === 1 ? 1 : value)) };
      },
    };
    const read = await createReader(tilted).read([blank(90), blank(104)]);
    for (const { reading } of read)
      expect(reading).toMatchObject({ outcome: "unsure", reasons: ["unlike-training"] });
    expect(model.batches).toEqual([2]);
  });

  test("does not look again at what is no chest X-ray", async () => {
    const model = doubting();
    const read = await createReader(model).read([foreign, blank(90)]);
    expect(read.map(({ reading }) => reading.outcome)).toEqual(["refused", "findings"]);
    expect(model.batches).toEqual([2]);
  });

  test("refuses to start with limits from another screen", () => {
    expect(() => createReader(doubting({ space: "0".repeat(64) }))).toThrow(
      /another screen.*model uncertainty/,
    );
  });
});

const SHARED = new URL("../../../shared/", import.meta.url).pathname;

describe("the starter model", () => {
  let model: Model;
  beforeAll(async () => {
    model = await loadModel(STARTER_MODEL_DIR, { threads: 1 });
  });
  afterAll(() => model.release());

  test("reads a phantom: every finding once, ranked, each with its map, and never as more than weak evidence allows", async () => {
    const [read] = await createReader(model).read([phantomFilm({ size: 512, seed: 4 })]);
    const reading = read?.reading as FindingsReading;
    expect(reading.outcome).toBe("findings");
    expect(reading.findings.map(({ label }) => label).toSorted()).toEqual(LABELS.toSorted());
    expect(reading.model.starter).toBe(true);
    expect([...(read?.maps.keys() ?? [])].toSorted()).toEqual(LABELS.toSorted());
    const proven = reading.findings.filter(({ evidence }) => evidence !== "none");
    expect(proven.map(({ score }) => score)).toEqual(
      proven.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    for (const { evidence, band } of reading.findings) {
      if (evidence === "weak") expect(band).not.toBe("likely");
      if (evidence === "none") expect(band).toBe("unlikely");
    }
  });

  test("gives a film the same reading alone and within a batch", async () => {
    const films = [1, 2, 3].map((seed) => phantomFilm({ size: 256, seed }));
    const reader = createReader(model);
    const together = await reader.read(films);
    for (const [place, each] of films.entries()) {
      const [alone] = await reader.read([each]);
      const one = alone?.reading as FindingsReading;
      const other = together[place]?.reading as FindingsReading;
      expect(one.findings.map(({ label, band }) => [label, band])).toEqual(
        other.findings.map(({ label, band }) => [label, band]),
      );
      for (const [rank, { probability }] of one.findings.entries()) {
        expect(Math.abs(probability - (other.findings[rank]?.probability ?? 0))).toBeLessThan(1e-4);
      }
    }
  });

  test.skipIf(!existsSync(SHARED))("reads the samples of the paper's own app", async () => {
    const read = async (name: string) => decodePhoto(readFileSync(`${SHARED}data/nih/full-size/${name}`));
    const films = await Promise.all(["Cardiomegaly_001.png", "Effusion_006.png"].map(read));
    for (const { reading } of await createReader(model).read(films)) expect(reading.outcome).toBe("findings");
  });

  test.skipIf(!existsSync(SHARED))("refuses a photo of a dog", async () => {
    const dog = await decodePhoto(readFileSync(`${SHARED}data/other/photos/ianare__DSCN0042.jpg`));
    const [read] = await createReader(model).read([dog]);
    expect(read?.reading).toMatchObject({ outcome: "refused", refusal: "not-a-chest-xray" });
  });
});
