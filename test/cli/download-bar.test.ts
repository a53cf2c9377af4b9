import { expect, test } from "vitest";
import { createDownloadBar } from "../../src/cli/download-bar.ts";

function draw(isTTY: boolean, steps: readonly [number, number | null][]): string {
  let written = "";
  const stream = { isTTY, write: (text: string) => (written += text) } as unknown as NodeJS.WriteStream;
  const bar = createDownloadBar(stream);
  for (const [bytes, total] of steps) bar.show(bytes, total);
  bar.end();
  return written;
}

test("fills on a terminal and ends its line", () => {
  const written = draw(true, [
    [0, 28e6],
    [14e6, 28e6],
  ]);
  expect(written).toContain("[........................] 0.0 of 28.0 MB, 0 %");
  expect(written).toMatch(/\[#{12}\.{12}\] 14\.0 of 28\.0 MB, 50 %\n$/);
});

test("counts up when the length is not known", () =>
  expect(draw(true, [[5e6, null]])).toMatch(/5\.0 MB downloaded\n$/));

test("stays silent off a terminal, so that an error stands alone", () =>
  expect(draw(false, [[1, 2]])).toBe(""));
