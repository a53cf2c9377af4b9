import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NORMALISATIONS } from "../../src/networks/normalisation.ts";
import { FIXTURES, withFolder } from "../networks/agreement.ts";
import { sendFile, withServer } from "../networks/public/file-server.ts";

const MAIN = join(import.meta.dirname, "../../dist/src/cli/main.js");
const CHECKPOINT = readFileSync(join(FIXTURES, "state_dict_zip.pth"));
const XRV = readFileSync(join(FIXTURES, "xrv.pt"));

type Ended = { status: number | string; stdout: string; stderr: string };

/** Runs the real command; the server of the test goes on answering meanwhile. */
function pull(...args: string[]): Promise<Ended> {
  return new Promise((ended) => {
    execFile(process.execPath, [MAIN, "model", "pull", ...args], (error, stdout, stderr) =>
      ended({ status: error?.code ?? 0, stdout, stderr }),
    );
  });
}

const serving = <T>(content: Uint8Array, use: (address: string, seen: readonly unknown[]) => Promise<T>) =>
  withServer((request, response) => sendFile(request, response, content), use);

describe("model pull", () => {
  test("without a name lists what is known, with input, licence and published mean AUC", async () => {
    const { status, stdout } = await pull();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^chexnet-arnoweng +3 x 224 x 224 +mean AUC 0\.843 +no licence stated$/m);
    expect(stdout).toMatch(/^densenet121-res224-all +1 x 224 x 224 +mean AUC 0\.774 +Apache-2\.0/m);
  });

  test("downloads, imports, gives the hashes to compare, and says what is due", () =>
    serving(CHECKPOINT, (address) =>
      withFolder(async (folder) => {
        const out = join(folder, "models", "chexnet");
        const { status, stdout, stderr } = await pull("reproduce-chexnet", "--out", out, "--from", address);
        expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
        expect(stdout).toContain(`sha256 ${createHash("sha256").update(CHECKPOINT).digest("hex")}`);
        expect(stdout).toContain(
          `git blob ${createHash("sha1").update(`blob ${CHECKPOINT.length}\0`).update(CHECKPOINT).digest("hex")}`,
        );
        expect(stdout).toContain(
          `roentgram model calibrate ${out} --images DIR --labels CSV --trained-on Data_Entry_2017_v2020.csv.gz`,
        );
        expect(stdout).toContain(`roentgram model screen ${out} --images`);
        expect(readdirSync(join(folder, "models"))).toEqual(["chexnet"]);
        expect(readdirSync(out).toSorted()).toEqual(["README.md", "model.json", "model.onnx"]);
        expect(JSON.parse(readFileSync(join(out, "model.json"), "utf8"))).toMatchObject({
          name: "reproduce-chexnet",
          licence: expect.stringContaining("BSD-3-Clause"),
          input: { size: 224, channels: 3, ...NORMALISATIONS.imagenet },
          calibration: null,
        });
      }),
    ));

  test("names TorchXRayVision's outputs and keeps its operating points", () =>
    serving(XRV, (address) =>
      withFolder(async (folder) => {
        const out = join(folder, "nih");
        const { status } = await pull("densenet121-res224-nih", "--out", out, "--from", address, "--half");
        expect(status).toBe(0);
        const manifest = JSON.parse(readFileSync(join(out, "model.json"), "utf8"));
        expect(manifest).toMatchObject({
          name: "densenet121-res224-nih",
          input: { channels: 1, ...NORMALISATIONS.torchxrayvision },
          dropped: [],
        });
        expect(manifest.labels.slice(0, 3)).toEqual(["Atelectasis", "Consolidation", "Infiltration"]);
        expect(Object.keys(manifest.operatingPoints)).toHaveLength(14);
      }),
    ));

  test("takes a copy from a memory stick and leaves it there", () =>
    withFolder(async (folder) => {
      const copy = join(FIXTURES, "state_dict_zip.pth");
      const { status } = await pull("reproduce-chexnet", "--out", join(folder, "m"), "--from", copy);
      expect(status).toBe(0);
      expect(readFileSync(copy).equals(CHECKPOINT)).toBe(true);
    }));

  test("refuses a file that is not the one known, downloaded or copied, and keeps nothing", () =>
    serving(XRV, (address) =>
      withFolder(async (folder) => {
        const out = join(folder, "m");
        const downloaded = await pull("densenet121-res224-all", "--out", out, "--from", address);
        expect(downloaded).toMatchObject({ status: 1, stdout: "" });
        expect(downloaded.stderr).toMatch(
          /offers \d+ bytes, but the checkpoint has 28382008: it is another file/,
        );
        const copied = await pull("densenet121-res224-all", "--out", out, "--from", join(FIXTURES, "xrv.pt"));
        expect(copied.stderr).toMatch(/xrv\.pt: its sha256 is \w{64}, but the checkpoint's is 56524913dd16/);
        expect(readdirSync(folder)).toEqual([]);
      }),
    ));

  test("keeps nothing of a page that is no checkpoint", () =>
    serving(Buffer.from("<!DOCTYPE html><title>Sign in</title>"), (address) =>
      withFolder(async (folder) => {
        const { status, stderr } = await pull(
          "reproduce-chexnet",
          "--out",
          join(folder, "m"),
          "--from",
          address,
        );
        expect(status).toBe(1);
        expect(stderr).toMatch(/^\S+m\.checkpoint: it is a web page/);
        expect(readdirSync(folder)).toEqual([]);
      }),
    ));

  test("killed half way, goes on where it stopped", () =>
    withFolder(async (folder) => {
      const out = join(folder, "m");
      await withServer(
        (request, response, seen) =>
          sendFile(request, response, CHECKPOINT, {
            cutAfter: seen.length === 1 ? 20_000 : undefined,
            silent: true,
          }),
        async (address, seen) => {
          const first = execFile(process.execPath, [
            MAIN,
            "model",
            "pull",
            "reproduce-chexnet",
            "--out",
            out,
            "--from",
            address,
          ]);
          const gone = new Promise((ended) => first.once("exit", ended));
          await expect.poll(() => readdirSync(folder), { timeout: 15_000 }).toContain("m.checkpoint.part");
          await expect.poll(() => readFileSync(`${out}.checkpoint.part`).length).toBe(20_000);
          first.kill("SIGINT");
          await gone;
          expect((await pull("reproduce-chexnet", "--out", out, "--from", address)).status).toBe(0);
          expect(seen.at(-1)).toMatchObject({ range: "bytes=20000-" });
          expect(readdirSync(folder)).toEqual(["m"]);
        },
      );
    }));

  test("asks for consent before it fetches what has no licence stated", () =>
    serving(CHECKPOINT, (address, seen) =>
      withFolder(async (folder) => {
        const args = ["chexnet-arnoweng", "--out", join(folder, "m"), "--from", address];
        const refused = await pull(...args);
        expect(refused).toMatchObject({ status: 2, stdout: "" });
        expect(refused.stderr).toMatch(
          /no licence is stated for chexnet-arnoweng at https:.*--accept-licence/,
        );
        expect([seen, readdirSync(folder)]).toEqual([[], []]);
        expect((await pull(...args, "--accept-licence")).status).toBe(0);
        expect(readFileSync(join(folder, "m", "model.json"), "utf8")).toContain("none stated by its source");
      }),
    ));

  // util-linux's script gives the command a terminal.
  test.skipIf(spawnSync("script", ["--version"]).status !== 0)("on a terminal a no is a no", () =>
    withFolder(async (folder) => {
      const command = `${process.execPath} ${MAIN} model pull chexnet-arnoweng --out ${join(folder, "m")} --from http://127.0.0.1:1/x`;
      const { status, stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
        input: "n\n",
        encoding: "utf8",
        timeout: 20_000,
      });
      expect(stdout).toMatch(/Go on all the same\? \[y\/N\]/);
      expect(stdout).toContain("not accepted, nothing was downloaded");
      expect(status).toBe(2);
    }),
  );

  test("never writes over a model, and says so before it downloads", () =>
    serving(CHECKPOINT, (address, seen) =>
      withFolder(async (folder) => {
        const out = join(folder, "m");
        mkdirSync(out);
        writeFileSync(join(out, "model.json"), "{}");
        const { status, stderr } = await pull("reproduce-chexnet", "--out", out, "--from", address);
        expect(status).toBe(2);
        expect(stderr).toContain("holds a model already");
        expect(seen).toEqual([]);
      }),
    ));

  test.each([
    ["an unknown name", ["chexnet", "--out", "m"], /'chexnet' is not known. Known: /],
    ["no folder", ["reproduce-chexnet"], /say where the model goes with --out DIR/],
    ["an option without a name", ["--half"], /say which model/],
    [
      "a copy that is not there",
      ["reproduce-chexnet", "--out", "m", "--from", "x.pth"],
      /x\.pth: cannot be read \(ENOENT\)/,
    ],
  ])("%s is a usage error in one line", async (_, args, reason) => {
    const { status, stderr } = await pull(...args);
    expect(status).toBe(2);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(reason);
  });
});
