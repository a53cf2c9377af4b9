import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const DOCUMENT = readFileSync("docs/clinical-safety.md", "utf8");
const ROWS = DOCUMENT.split("\n").flatMap((line) => {
  const [, id, , proofs] = /^\| (CS-\d+) \| (.+) \| (.+) \|$/.exec(line) ?? [];
  return id && proofs ? [{ id, proofs }] : [];
});
/** `file`: title; title of the same file; `other file`: title */
function proofsOf({ id, proofs }: { id: string; proofs: string }) {
  let file = "";
  return proofs.split("; ").map((proof) => {
    const [, named, title = proof] = /^`([^`]+)`: (.+)$/.exec(proof) ?? [];
    file = named ?? file;
    return { id, file, title };
  });
}

test("the promises are numbered without a gap", () => {
  expect(ROWS.length).toBeGreaterThan(0);
  expect(ROWS.map(({ id }) => id)).toEqual(ROWS.map((_, index) => `CS-${index + 1}`));
});

test.each(ROWS.flatMap(proofsOf))("$id rests on a test that exists: $title", ({ file, title }) => {
  expect(existsSync(file), file).toBe(true);
  expect(readFileSync(file, "utf8")).toContain(title);
});
