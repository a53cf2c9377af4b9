import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { readManifest, writeManifest } from "../../src/networks/manifest-file.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { testHouse } from "../runtime/owned.ts";

vi.setConfig({ testTimeout: 120_000 });

const house = testHouse();
const MAIN = join(import.meta.dirname, "../../dist/src/cli/main.js");
const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], EXECUTION_PROVIDER: "cpu" };
const roentgram = (...args: string[]) =>
  spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8", env });

async function modelFolder(): Promise<string> {
  const dir = join(await house.folder(), "model");
  await mkdir(dir);
  for (const name of ["model.json", "model.onnx", "README.md"]) {
    await copyFile(join(STARTER_MODEL_DIR, name), join(dir, name));
  }
  return dir;
}

const { sha256, calibration } = await readManifest(STARTER_MODEL_DIR);

async function outcomes(count: number, hash = sha256): Promise<string> {
  const path = join(await house.folder(), "outcomes.csv");
  const lines = Array.from({ length: count }, (_, at) => {
    const positive = at % 3 === 0;
    return `K${at},p${at},${Number(positive)},${(positive ? 0.5 : -1) + Math.sin(at) * 2},${hash}`;
  });
  writeFileSync(path, ["case,patient,Effusion,Effusion logit,model sha256", ...lines, ""].join("\n"));
  return path;
}

test("a site's outcomes become a calibration of its own beside the model, which reading takes and info tells", async () => {
  const dir = await modelFolder();
  const before = readFileSync(join(dir, "model.json"), "utf8");
  const { status, stdout, stderr } = roentgram(
    "model",
    "calibrate",
    dir,
    "--outcomes",
    await outcomes(120),
    "--site",
    "Bwindi",
  );
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("| Effusion | 40 | 80 | scale and shift, threshold |");
  expect(stderr).toContain("Mass: 0 outcomes with it and 0 without: 10 of each are needed.");
  expect(readFileSync(join(dir, "model.json"), "utf8")).toBe(before);
  const site = JSON.parse(readFileSync(join(dir, "site-calibration.json"), "utf8"));
  expect(site).toMatchObject({
    site: "Bwindi",
    sha256,
    findings: { Effusion: { positives: 40, negatives: 80 } },
  });
  expect(readFileSync(join(dir, "README.md"), "utf8")).toContain("## Calibration of this site: Bwindi");
  expect(roentgram("model", "info", dir).stdout).toMatch(/site +Bwindi: Effusion; fitted on 120 outcomes/);

  const film = join(await house.folder(), "film.png");
  writeFileSync(film, await phantomPng({ size: 512, seed: 4 }));
  const read = (folder: string) =>
    JSON.parse(roentgram("analyze", "--json", "--model", folder, film).stdout)[0];
  const threshold = (folder: string, label: string) =>
    read(folder).findings.find((finding: { label: string }) => finding.label === label).threshold;
  expect(threshold(dir, "Effusion")).toBe(site.findings.Effusion.threshold);
  expect(threshold(dir, "Mass")).toBe(calibration!.findings.Mass!.threshold);
});

test("a site calibration of another network is refused with what to do, by reading and by info", async () => {
  const dir = await modelFolder();
  const fitted = roentgram("model", "calibrate", dir, "--outcomes", await outcomes(120));
  expect(fitted.status, fitted.stderr).toBe(0);
  const path = join(dir, "site-calibration.json");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll(sha256, "0".repeat(64)));
  const film = join(await house.folder(), "film.png");
  writeFileSync(film, await phantomPng({ size: 512, seed: 4 }));
  const { status, stderr } = roentgram("analyze", "--model", dir, film);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /site-calibration.json: fitted for the network 0{16}, but the model's is .*remove the file/,
  );
  expect(roentgram("model", "info", dir).stdout).toMatch(/not ready[\s\S]+site-calibration.json/);
});

test("outcomes of another network, and too few of them, write nothing", async () => {
  const dir = await modelFolder();
  const other = roentgram("model", "calibrate", dir, "--outcomes", await outcomes(120, "0".repeat(64)));
  expect(other.status).toBe(1);
  expect(other.stderr).toMatch(/line 2: this outcome is of the network 0{16}/);
  const few = roentgram("model", "calibrate", dir, "--outcomes", await outcomes(20));
  expect(few.status).toBe(1);
  expect(few.stderr).toContain("Effusion: 7 outcomes with it and 13 without: 10 of each are needed.");
  expect(few.stderr).toContain("no finding has enough outcomes, so nothing was written");
  expect(() => readFileSync(join(dir, "site-calibration.json"))).toThrow(/ENOENT/);
  const usage = roentgram("model", "calibrate", dir, "--outcomes", "o.csv", "--labels", "l.csv");
  expect(usage.status).toBe(2);
});

test("with the films at hand the network reads them again", async () => {
  const dir = await modelFolder();
  const images = await house.folder();
  const rows = [];
  for (let seed = 0; seed < 24; seed += 1) {
    const ill = seed % 2 === 0;
    writeFileSync(
      join(images, `${seed}.png`),
      await phantomPng({ size: 256, seed, findings: ill ? ["effusion"] : [] }),
    );
    rows.push(`${seed}.png,${ill ? "Effusion" : "No Finding"},${seed}`);
  }
  const labels = join(images, "labels.csv");
  writeFileSync(labels, ["Image Index,Finding Labels,Patient ID", ...rows, ""].join("\n"));
  const { status, stdout, stderr } = roentgram(
    "model",
    "calibrate",
    dir,
    "--outcomes",
    labels,
    "--images",
    images,
    "--json",
  );
  expect(status, stderr).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.site.findings.Effusion).toMatchObject({ basis: "shift", positives: 12, negatives: 12 });
  // Half of these have it: the shift makes that the mean probability.
  expect(report.site.findings.Effusion.shift).toBeGreaterThan(calibration!.findings.Effusion!.shift);
});

test("a film becomes unsure where the limits say so: no finding, no picture, and the reason in the JSON", async () => {
  const dir = await modelFolder();
  const manifest = await readManifest(dir);
  const { uncertainty } = manifest;
  expect(uncertainty, "the shipped model has limits").toBeDefined();
  await writeManifest(dir, { ...manifest, uncertainty: { ...uncertainty!, distance: 0.1 } });
  const out = await house.folder();
  const film = join(out, "film.png");
  writeFileSync(film, await phantomPng({ size: 512, seed: 4 }));
  const { stdout, stderr } = roentgram("analyze", "--json", "--out", out, "--model", dir, film);
  const [read] = JSON.parse(stdout || `["${stderr}"]`);
  expect(read).toMatchObject({ outcome: "unsure", reasons: ["unlike-training"], pictures: [], quality: {} });
  expect(read.findings).toHaveLength(14);
  expect(read.text).toContain("The program is not sure about this film");
  expect(read.text).not.toMatch(/Effusion|Cardiomegaly|No sign/);
  expect(roentgram("model", "info", dir).stdout).toMatch(/not sure +on \d+\.\d % of 546 films of split test/);

  const { uncertainty: _, ...older } = manifest;
  await writeManifest(dir, older);
  expect(roentgram("model", "info", dir).stdout).toMatch(/not sure +never: no limits were fitted/);
  expect(JSON.parse(roentgram("analyze", "--json", "--model", dir, film).stdout)[0].outcome).toBe("findings");
});
