import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { evaluate } from "../../src/cli/evaluate.ts";
import { logit, sigmoid } from "../../src/core/sigmoid.ts";
import { importCheckpoint } from "../../src/networks/import-checkpoint.ts";
import { writePhantoms } from "../learning/training/small-run.ts";
import { FIXTURES, options, withFolder } from "../networks/agreement.ts";

const OUTPUTS = 14;
let folder = "";
let leave = () => {};
let done = Promise.resolve();
let films = { images: "", labels: "" };
const dirs = { sigmoid: "", softmax: "" };

beforeAll(async () => {
  await new Promise<void>((ready) => {
    done = withFolder((made) => {
      folder = made;
      ready();
      return new Promise<void>((resolve) => {
        leave = resolve;
      });
    });
  });
  films = await writePhantoms(folder, 10);
  const checkpoint = join(FIXTURES, "state_dict_zip.pth");
  for (const activation of ["sigmoid", "softmax"] as const) {
    const out = join(folder, activation);
    // One against all: the other outputs have no name among the findings, so they are left out after the softmax.
    const labels =
      activation === "softmax"
        ? ["Pneumothorax", ...Array.from({ length: OUTPUTS - 1 }, (_, at) => `Other ${at}`)]
        : undefined;
    await importCheckpoint(options(checkpoint, out, { activation, ...(labels ? { labels } : {}) }));
    dirs[activation] = join(out, "model");
  }
});
afterAll(async () => {
  leave();
  await done;
});

/** Probabilities of the first finding by film, as `evaluate` saved them. */
function savedIn(out: string, name = "predictions.csv"): Map<string, number[]> {
  const [, ...lines] = readFileSync(join(out, name), "utf8").trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [image = "", ...cells] = line.split(",");
      return [image, cells.map(Number)];
    }),
  );
}
const json = (out: string) => JSON.parse(readFileSync(join(out, "evaluation.json"), "utf8"));
const base = () => ["--images", films.images, "--labels", films.labels, "--split", "train"];

test("a model is measured, its predictions are saved, and measure to the same figures without it", async () => {
  const [out, again] = [join(folder, "out"), join(folder, "again")];
  expect(await evaluate.run(["--model", dirs.sigmoid, ...base(), "--out", out])).toBe(0);
  expect(readdirSync(out).toSorted()).toEqual([
    "curves.csv",
    "evaluation.csv",
    "evaluation.html",
    "evaluation.json",
    "predictions.csv",
  ]);
  const csv = join(out, "predictions.csv");
  expect(
    await evaluate.run(["--predictions", csv, "--labels", films.labels, "--split", "train", "--out", again]),
  ).toBe(0);
  const [{ of: model, ...figures }, { of: file, ...same }] = [json(out), json(again)];
  expect(same).toEqual(figures);
  expect(model).toMatchObject({ kind: "model", name: "model", flip: false });
  expect(model.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(file).toMatchObject({ kind: "predictions", file: "predictions.csv" });
  expect(readFileSync(join(out, "evaluation.html"), "utf8")).toContain(model.sha256);
  const { page, pictures } = shownIn(again);
  expect(pictures).toEqual([]);
  expect(page).not.toContain("<img");
  expect(page).toContain("that is drawn when a model is measured (--model)");
});

/** What a report shows of films: the pictures, their alternative texts, and what stands below them. */
function shownIn(out: string) {
  const page = readFileSync(join(out, "evaluation.html"), "utf8");
  const pictures = Array.from(
    page.matchAll(
      /<img alt="([^"]*)" src="data:image\/jpeg;base64,([^"]*)">\s*<figcaption>([^<]*)<\/figcaption>/g,
    ),
    ([, alt = "", data = "", caption = ""]) => ({ alt, caption, jpeg: Buffer.from(data, "base64") }),
  );
  return { page, pictures };
}

test.each([
  ["of many findings", "sigmoid"],
  ["of one against all", "softmax"],
] as const)(
  "the report on a model %s shows where it looked on the films that stand out, as the paper's Fig. 8",
  async (_, activation) => {
    const out = join(folder, `shown-${activation}`);
    expect(await evaluate.run(["--model", dirs[activation], ...base(), "--out", out])).toBe(0);
    const { page, pictures } = shownIn(out);
    const at = json(out).findings.findIndex(({ label }: { label: string }) => label === "Pneumothorax");
    // Of the ten phantoms those of numbers 3 and 7 have it; 4 and 9 are for val.
    const ranked = [...savedIn(out)].toSorted((one, other) => other[1][at]! - one[1][at]!);
    const bearing = ranked.filter(([image]) => /0[37]/.test(image));
    const others = ranked.filter(([image]) => !/0[37]/.test(image));
    expect(pictures.map(({ caption }) => caption.split(",")[0])).toEqual([
      bearing[0]![0],
      others[0]![0],
      others.at(-1)![0],
    ]);
    const [first, second, third] = pictures;
    expect(first?.alt).toContain(`Film ${bearing[0]![0]}, labelled with Pneumothorax, beside`);
    expect(first?.caption).toContain(
      "labelled with Pneumothorax: of 2 such films the one that got the highest",
    );
    expect(second?.caption).toContain(
      "labelled without Pneumothorax: of 6 such films the one that got the highest",
    );
    expect(third?.caption).toContain("the lowest probability");
    for (const { jpeg } of pictures) {
      const { width, height } = await sharp(jpeg).metadata();
      expect(width).toBeGreaterThan(500);
      expect(height).toBeGreaterThan(250);
      expect((await sharp(jpeg).greyscale().stats()).channels[0]!.stdev).toBeGreaterThan(20);
    }
    // The map colours the right half of what is grey on the left.
    const looked = pictures.filter(({ alt }) => alt.includes("with colours"));
    expect(looked.length).toBeGreaterThan(0);
    for (const { jpeg } of looked) expect(await colourfulness(jpeg, "right")).toBeGreaterThan(10);
    for (const { jpeg } of pictures) expect(await colourfulness(jpeg, "left")).toBeLessThan(4);
    expect(pictures.reduce((sum, { jpeg }) => sum + (jpeg.length * 4) / 3, 0)).toBeLessThan(150_000);
    expect(page).toMatch(/Fig\. 8\. Pneumothorax against all others/);
    expect(page.replaceAll(/\s+/g, " ")).toContain("none of them is a typical case");
    expect(page).toContain("Colours show where this program looked, not where disease is.");
    expect(page.replaceAll(/src="data:image\/jpeg;base64,[^"]*"/g, "")).not.toMatch(/\bsrc=|href=|url\(/);
  },
);

/** How far red and blue lie apart at most, but for stray pixels, in one half of a picture. */
async function colourfulness(jpeg: Buffer, half: "left" | "right"): Promise<number> {
  const { width, height } = await sharp(jpeg).metadata();
  const across = Math.floor(width / 2);
  const { data, info } = await sharp(jpeg)
    .extract({ left: half === "left" ? 0 : across, top: 0, width: across, height })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const apart = Array.from({ length: info.width * info.height }, (_, at) =>
    Math.abs(data[at * info.channels]! - data[at * info.channels + 2]!),
  ).toSorted((one, other) => one - other);
  return apart[Math.floor(apart.length * 0.98)]!;
}

test("--flip gives the mean of the log odds of each film and of its mirror image", async () => {
  const mirror = join(folder, "mirror");
  mkdirSync(mirror);
  for (const name of readdirSync(films.images)) {
    await sharp(join(films.images, name)).flop().toFile(join(mirror, name));
  }
  const run = async (images: string, ...more: string[]) => {
    const out = join(folder, `flip-${more.length}-${images.length}`);
    const args = ["--model", dirs.sigmoid, "--images", images, "--labels", films.labels, "--split", "train"];
    expect(await evaluate.run([...args, "--out", out, ...more])).toBe(0);
    return savedIn(out);
  };
  const [plain, turned, both] = [
    await run(films.images),
    await run(mirror),
    await run(films.images, "--flip"),
  ];
  for (const [image, values] of both) {
    for (const [at, value] of values.entries()) {
      const mean = (logit(plain.get(image)![at]!) + logit(turned.get(image)![at]!)) / 2;
      expect(Math.abs(value - sigmoid(mean)), `${image} ${at}`).toBeLessThan(1e-5);
    }
  }
  expect([...both.values()]).not.toEqual([...plain.values()]);
});

test("a two-class model is measured one against all, and compared with another over the finding they share", async () => {
  const out = join(folder, "compared");
  expect(
    await evaluate.run(["--model", dirs.softmax, ...base(), "--compare", dirs.sigmoid, "--out", out]),
  ).toBe(0);
  const { findings, comparison, classification } = json(out);
  expect(findings.map(({ label }: { label: string }) => label)).toEqual(["Pneumothorax"]);
  const { half } = findings[0].operatingPoints;
  // No film reaches one half among 14 outputs: eq. 6 makes half of the weight right.
  expect(half.counts).toMatchObject({ truePositives: 0, falsePositives: 0 });
  expect(findings[0].oneVsAll.accuracy).toBeCloseTo(0.5, 12);
  expect(findings[0].oneVsAll.perClass[0].f1).toBeCloseTo(2 / 3, 12);
  expect(classification.half.plain.accuracy[0]).toBe(half.accuracy);
  expect(comparison.with).toMatchObject({ kind: "model" });
  expect(comparison.findings).toHaveLength(1);
  expect(comparison.notCompared).toHaveLength(13);
  expect(savedIn(out, "predictions-compared.csv").get("phantom-00.png")).toHaveLength(OUTPUTS);
  expect(readFileSync(join(out, "comparison.csv"), "utf8")).toMatch(/^Pneumothorax,/m);
});

test.each([
  ["a model without films", () => ["--model", dirs.sigmoid, "--labels", films.labels], /--images DIR/],
  [
    "a compared model without films",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--compare", dirs.sigmoid],
    /is a model, which runs over films: say where they are with --images DIR/,
  ],
  [
    "something compared that is not there",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--compare", "/nowhere"],
    /--compare \/nowhere: cannot be opened \(ENOENT\)/,
  ],
  [
    "mirror images of a file of predictions",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--flip"],
    /--flip runs a model/,
  ],
  [
    "mirror images of two files of predictions",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--compare", films.labels, "--flip"],
    /--flip runs a model/,
  ],
  [
    "a sensitivity in percent",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--sensitivity", "90"],
    /--sensitivity 90 is not a number over 0 and up to 1/,
  ],
  [
    "an unknown split",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--split", "tset"],
    /--split tset is not one of train, val, test. Did you mean 'test'\?/,
  ],
])("%s is a usage error that says what to do", async (_, args, message) => {
  const run = evaluate.run(args());
  await expect(run).rejects.toThrow(message);
  await expect(run).rejects.toMatchObject({ exitCode: 2 });
});
