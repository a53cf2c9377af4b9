import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { METHODS } from "../../src/networks/explain/explanation-graph.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();
const run = promisify(execFile);

function explain(args: readonly string[]) {
  return run(process.execPath, ["dist/src/cli/main.js", "explain", ...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
    timeout: 60_000,
  });
}

async function phantom() {
  const dir = await house.folder();
  const film = join(dir, "film.png");
  writeFileSync(film, await phantomPng({ size: 512, seed: 4 }));
  return { dir, film };
}

describe("roentgram explain", () => {
  it.each(METHODS)(
    "draws %s beside the film and says which layer",
    async (method) => {
      const { dir, film } = await phantom();
      const out = join(dir, "out");
      const finding = ["--finding", "pleural thickening", "--method", method];
      const { stdout } = await explain([film, ...finding, "--out", out, "--json"]);
      const result = JSON.parse(stdout) as Record<string, unknown>;
      expect(result).toMatchObject({ file: film, finding: "Pleural_Thickening", method, layer: "last" });
      expect(Number.isFinite(result["logit"])).toBe(true);
      expect(result["picture"]).toBe(join(out, `film-Pleural_Thickening-${method}.jpg`));
      const { width = 0, height = 0 } = await sharp(result["picture"] as string).metadata();
      expect(width).toBeGreaterThan(800);
      expect(height).toBeGreaterThan(300);
      if (method === "activations") expect(result["strongestChannels"]).toHaveLength(8);
    },
    120_000,
  );

  it("explains another layer than the last, and says in words how the picture is to be read", async () => {
    const { dir, film } = await phantom();
    const { stdout } = await explain([
      ...[film, "--finding", "Effusion", "--layer", "denseblock3"],
      ...["--out", dir],
    ]);
    expect(stdout).toContain("denseblock3.denselayer24.concat");
    expect(stdout).toContain("where the program looked, not where the disease is");
    expect(existsSync(join(dir, "film-Effusion-grad-cam.jpg"))).toBe(true);
  }, 60_000);

  it("lists the layers a network has", async () => {
    const { stdout } = await explain(["--list-layers"]);
    expect(stdout.split("\n")).toEqual(expect.arrayContaining(["conv0", "transition3.conv", "last"]));
  });

  it.each([
    [["--finding", "Effusion"], 2, /name one photo/],
    [["no-such-film.png", "--finding", "Effusion"], 2, /no-such-film\.png \(ENOENT\)/],
    [["FILM"], 2, /name the finding, such as --finding/],
    [["FILM", "--finding", "Cough"], 2, /--finding Cough: not one of Atelectasis, /],
    [["FILM", "--finding", "Effusion", "--method", "cam"], 2, /--method cam: not one of grad-cam, /],
    [
      ["FILM", "--finding", "Effusion", "--layer", "block9"],
      2,
      /--layer block9: the network has no such layer/,
    ],
    [["NOTE", "--finding", "Effusion"], 1, /unsupported-format: not a photo that can be read/],
    [["WALL", "--finding", "Effusion"], 1, /the photo would be refused, so there is no answer to explain/],
  ])(
    "refuses %j with exit status %i and says why",
    async (args, code, message) => {
      const { dir, film } = await phantom();
      const note = join(dir, "note.jpg");
      writeFileSync(note, "not a photo at all");
      const wall = join(dir, "wall.png");
      await sharp({ create: { width: 640, height: 640, channels: 3, background: "#d0c0a0" } }).toFile(wall);
      const named: Record<string, string> = { FILM: film, NOTE: note, WALL: wall };
      const failure = explain([...args.map((each) => named[each] ?? each), "--out", join(dir, "out")]);
      await expect(failure).rejects.toMatchObject({
        code,
        stderr: expect.stringMatching(message),
        stdout: "",
      });
    },
    60_000,
  );
});
