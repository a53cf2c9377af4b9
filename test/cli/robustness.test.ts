import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { robustness } from "../../src/cli/robustness.ts";
import { importCheckpoint } from "../../src/networks/import-checkpoint.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { writePhantoms } from "../learning/training/small-run.ts";
import { FIXTURES, options, withFolder } from "../networks/agreement.ts";

let folder = "";
let leave = () => {};
let done = Promise.resolve();
let base: string[] = [];

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
  const films = await writePhantoms(folder, 10);
  const out = join(folder, "imported");
  await importCheckpoint(options(join(FIXTURES, "state_dict_zip.pth"), out, {}));
  const model = join(out, "model");
  base = ["--images", films.images, "--labels", films.labels, "--model", model];
});
afterAll(async () => {
  leave();
  await done;
});

const kinds = ["--kinds", "tilt,whatsapp", "--levels", "1,4"];
const conditions = (out: string) => join(out, "conditions");
const written = (out: string) =>
  readdirSync(conditions(out)).map((name) => statSync(join(conditions(out), name)).mtimeMs);

test("films are disturbed, measured and reported; a second run takes up what is there; a damaged result is measured again", async () => {
  const out = join(folder, "out");
  const photos = join(folder, "photos");
  mkdirSync(photos);
  writeFileSync(join(photos, "one.png"), await phantomPng({ size: 256, seed: 3 }));
  writeFileSync(join(photos, "broken.jpg"), "no picture");
  const args = [...base, ...kinds, "--photos", photos, "--out", out];
  expect(await robustness.run(args)).toBe(0);
  const report = JSON.parse(readFileSync(join(out, "robustness.json"), "utf8"));
  expect(
    report.conditions.map(({ kind, level }: { kind: string; level: number }) => `${kind} ${level}`),
  ).toEqual(["identity 1", "tilt 1", "tilt 4", "whatsapp 1"]);
  const [identity, , tilted] = report.conditions;
  expect(identity.raw).toMatchObject({ drop: { value: 0, interval: [0, 0] }, overlap: 1 });
  expect(identity.raw.topChanged.count).toBe(0);
  // Where the film lies elsewhere, maps of raw input point elsewhere too.
  expect(tilted.raw.overlap).toBeNull();
  expect(tilted.straight.overlap).toBeGreaterThan(0);
  expect(report.photos.map(({ file }: { file: string }) => file)).toEqual(["broken.jpg", "one.png"]);
  expect(report.photos[0].straight.outcome).toBe("unsupported-format");
  const html = readFileSync(join(out, "report.html"), "utf8");
  expect(html).toContain("What was demanded");
  expect(html).toMatch(/<svg[^>]*>[\s\S]*tilt 4[\s\S]*<\/svg>/);
  expect(html.match(/data:image\/jpeg/g)).toHaveLength(3);
  expect(html).not.toMatch(/src="(?!data:)/);
  expect(readFileSync(join(out, "README.md"), "utf8")).toContain("pictures/tilt.jpg");
  for (const name of readdirSync(join(out, "pictures"))) {
    expect(statSync(join(out, "pictures", name)).size).toBeLessThan(60_000);
  }

  const before = written(out);
  expect(await robustness.run(args)).toBe(0);
  expect(written(out)).toEqual(before);
  const again = JSON.parse(readFileSync(join(out, "robustness.json"), "utf8"));
  expect(again.conditions).toEqual(report.conditions);

  const damaged = join(conditions(out), "tilt-4.json");
  writeFileSync(damaged, "{");
  expect(await robustness.run(args)).toBe(0);
  expect(JSON.parse(readFileSync(join(out, "robustness.json"), "utf8")).conditions).toEqual(
    report.conditions,
  );
  expect(written(out).filter((time, place) => time !== before[place])).toHaveLength(1);

  // Another seed is another measurement; photos that are not to be seen are told of all the same.
  expect(await robustness.run([...args, "--seed", "2", "--unseen"])).toBe(0);
  expect(written(out).every((time, place) => time !== before[place])).toBe(true);
  const unseen = readFileSync(join(out, "report.html"), "utf8");
  expect(unseen.match(/data:image\/jpeg/g)).toHaveLength(2);
  expect(unseen).toContain("one.png");
}, 240_000);

test.each([
  [["--kinds", "tillt"], /'tillt' is none of .*Did you mean 'tilt'\?/],
  [["--levels", "5"], /--levels: '5' is none of 1, 2, 3, 4/],
  [["--films", "some"], /--films some is not a whole number of 1 or more/],
  [["--split", "tset"], /Did you mean 'test'\?/],
])("%j is refused with what was meant", async (wrong, message) => {
  await expect(robustness.run([...base, "--out", join(folder, "never"), ...wrong])).rejects.toThrow(message);
});

test("what is missing is named: options, films", async () => {
  await expect(robustness.run(["--images", folder])).rejects.toThrow(/--labels CSV --out DIR/);
  const empty = join(folder, "empty");
  mkdirSync(empty);
  const [, , ...rest] = base;
  await expect(robustness.run(["--images", empty, ...rest, "--out", join(folder, "never")])).rejects.toThrow(
    /films are missing/,
  );
});
