import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceSection, writeCardSection } from "../../src/learning/model-card.ts";

test("a section is added at the end, and replaced where it stands when written again", () => {
  const first = replaceSection("# A model\n\nBy hand.\n", "calibrate", "one");
  const second = replaceSection(first, "screen", "two");
  const third = replaceSection(second, "calibrate", "three");
  expect(third).not.toContain("one");
  expect(third.indexOf("By hand.")).toBeLessThan(third.indexOf("three"));
  expect(third.indexOf("three")).toBeLessThan(third.indexOf("two"));
  expect(third.match(/written by: roentgram model calibrate/g)).toHaveLength(1);
});

test("what a person wrote between and around the sections stays", async () => {
  const dir = await mkdtemp(join(tmpdir(), "card-"));
  await writeFile(join(dir, "README.md"), "# By hand\n");
  await writeCardSection(dir, "calibrate", "figures");
  await writeFile(
    join(dir, "README.md"),
    `${await readFile(join(dir, "README.md"), "utf8")}\nMore by hand.\n`,
  );
  await writeCardSection(dir, "calibrate", "new figures");
  const card = await readFile(join(dir, "README.md"), "utf8");
  expect(card).toMatch(/^# By hand\n.*new figures.*More by hand\.\n$/s);
  expect(card).not.toContain("\nfigures");
});
