import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();
const run = promisify(execFile);

function analyze(args: readonly string[], env: Record<string, string> = {}) {
  return run(process.execPath, ["dist/src/cli/main.js", "analyze", ...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    timeout: 60_000,
  });
}

describe("roentgram analyze", () => {
  it("puts one JSON document on stdout, an outcome for each photo, refused ones included", async () => {
    const dir = await house.folder();
    const film = join(dir, "film.png");
    const note = join(dir, "note.jpg");
    writeFileSync(film, await phantomPng({ size: 512, seed: 4 }));
    writeFileSync(note, "not a photo at all");
    const { stdout } = await analyze(["--json", "--out", join(dir, "out"), film, note]);
    const [read, refused] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(read).toMatchObject({ file: film, outcome: "findings", language: "en" });
    expect(read!["findings"]).toHaveLength(14);
    const [picture] = read!["pictures"] as { kind: string; file: string; bytes: number }[];
    expect(picture).toMatchObject({ kind: "sheet", file: join(dir, "out", "film-sheet.jpg") });
    expect(statSync(picture!.file).size).toBe(picture!.bytes);
    expect(refused).toMatchObject({ file: note, outcome: "refused", refusal: "unsupported-format" });
    expect(refused).not.toHaveProperty("findings");
  });

  it("keeps the pictures of two photos of one name apart", async () => {
    const dir = await house.folder();
    const films = ["first/film.png", "second/film.png"].map((path) => join(dir, path));
    for (const [place, film] of films.entries()) {
      mkdirSync(join(film, ".."));
      writeFileSync(film, await phantomPng({ size: 320, seed: place + 1 }));
    }
    const { stdout } = await analyze(["--json", "--out", join(dir, "out"), ...films]);
    const results = JSON.parse(stdout) as { pictures: { file: string; bytes: number }[] }[];
    const pictures = results.flatMap((result) => result.pictures);
    expect(pictures.map(({ file }) => file)).toEqual(
      ["film-sheet.jpg", "film-2-sheet.jpg"].map((name) => join(dir, "out", name)),
    );
    for (const { file, bytes } of pictures) expect(statSync(file).size).toBe(bytes);
  });

  it("goes by what a file is, not by what its name says", async () => {
    const dir = await house.folder();
    const png = await phantomPng({ size: 512, seed: 4 });
    const names = ["film.pdf", "film.jpg", "film", "film.tar.gz"].map((name) => join(dir, name));
    for (const name of names) writeFileSync(name, png);
    const jpeg = join(dir, "cmyk.png");
    writeFileSync(jpeg, readFileSync("test/fixtures/photos/cmyk.jpg"));
    const { stdout } = await analyze(["--json", ...names, jpeg]);
    const results = JSON.parse(stdout) as { outcome: string; refusal?: string; findings?: unknown }[];
    expect(results.slice(0, 4).map(({ outcome }) => outcome)).toEqual(Array(4).fill("findings"));
    for (const { findings } of results.slice(1, 4)) expect(findings).toEqual(results[0]!.findings);
    expect(results[4]!.refusal).not.toBe("unreadable");
    expect(results[4]!.refusal).not.toBe("unsupported-format");
  });

  it("refuses a file of 3 GB as too large without reading it", async () => {
    const file = join(await house.folder(), "huge.dcm");
    writeFileSync(file, "");
    truncateSync(file, 3 * 2 ** 30);
    const { stdout } = await analyze(["--json", file]);
    expect(JSON.parse(stdout)).toMatchObject([{ outcome: "refused", refusal: "too-large" }]);
  });

  it("names a picture that cannot be written, and exits with 1", async () => {
    const dir = await house.folder();
    const film = join(dir, "film.png");
    writeFileSync(film, await phantomPng({ size: 320, seed: 4 }));
    // A folder of that name can be replaced by no file, not even by root.
    mkdirSync(join(dir, "film-sheet.jpg", "inside"), { recursive: true });
    await expect(analyze([film, "--out", dir])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^\S+film-sheet\.jpg: cannot be written \(\w+\)\. Make room, or choose/),
    });
  });

  it("names a folder of --out that may not be written to", async () => {
    const dir = await house.folder();
    const film = join(dir, "film.png");
    writeFileSync(film, await phantomPng({ size: 256, seed: 4 }));
    chmodSync(dir, 0o500);
    // Root may write anywhere but where the kernel itself makes the files: there it shows only on writing.
    const root = process.getuid?.() === 0;
    const said = root
      ? /^\/sys\/film-sheet\.jpg: cannot be written \((EACCES|EPERM|EROFS)\)/
      : `cannot write into the folder ${dir} (EACCES)`;
    await expect(analyze([film, "--out", root ? "/sys" : dir])).rejects.toMatchObject({
      code: root ? 1 : 2,
      stderr: typeof said === "string" ? expect.stringContaining(said) : expect.stringMatching(said),
    });
  });

  it("names every path that cannot be opened, reads nothing, and exits with 2", async () => {
    const dir = await house.folder();
    const film = join(dir, "film.png");
    writeFileSync(film, await phantomPng({ size: 256, seed: 4 }));
    const out = join(dir, "out");
    const failed = await analyze([film, join(dir, "gone.png"), dir, "--out", out]).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ code: 2, stdout: "" });
    expect((failed as { stderr: string }).stderr).toMatch(/gone\.png \(ENOENT\), .*\(not a file\)/);
    expect(existsSync(out)).toBe(false);
  });

  it("warns first where the patient is a child, says so where no age was given, and names the ages that it knows", async () => {
    const film = join(await house.folder(), "film.png");
    writeFileSync(film, await phantomPng({ size: 512, seed: 4 }));
    const read = async (...more: string[]) => {
      const { stdout } = await analyze([film, "--json", ...more]);
      const [result] = JSON.parse(stdout) as { age: string | null; text: string }[];
      return result!;
    };
    const child = await read("--age", "5-14");
    expect(child.age).toBe("5-14");
    expect(child.text).toMatch(/^⚠️ CHILD/);
    const unsaid = await read();
    expect(unsaid.age).toBeNull();
    expect(unsaid.text).toContain("no age was given");
    expect((await read("--age", "adult")).text).not.toMatch(/no age|CHILD/);
    await expect(analyze([film, "--age", "7"])).rejects.toMatchObject({
      stderr: expect.stringContaining("under-5, 5-14, adult"),
    });
  });

  it("names a language there is no catalogue of, and an option that does not exist", async () => {
    await expect(analyze(["x.png", "--language", "xx"])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--language 'xx' is not one of en"),
    });
    await expect(analyze(["x.png", "--jsn"])).rejects.toMatchObject({
      code: 2,
      stderr: "roentgram: Unknown option '--jsn'. --help lists the options.\n",
    });
  });

  it("refuses a model whose network was changed, with both hashes and what to do", async () => {
    const dir = await house.folder();
    const model = join(dir, "model");
    mkdirSync(model);
    await run("cp", ["models/densenet121-nih-starter/model.json", model]);
    writeFileSync(join(model, "model.onnx"), "something else");
    const film = join(dir, "film.png");
    writeFileSync(film, await phantomPng({ size: 256, seed: 4 }));
    await expect(analyze([film, "--model", model])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/sha256 is [0-9a-f]{64}, but model\.json says [0-9a-f]{64}/),
    });
  });
});
