import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sniffFormat } from "../../src/vision/format.ts";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/photos/${name}`, import.meta.url));
const bytes = (text: string) => Buffer.from(text, "latin1");

test.each([
  ["gray.jpg", "jpeg"],
  ["cmyk.jpg", "jpeg"],
  ["reference.png", "png"],
  ["lossless.webp", "webp"],
  ["gray-16.tif", "tiff"],
  ["animation.gif", "gif"],
  ["gray.bmp", "bmp"],
])("%s is known by its bytes as %s", (name, format) => {
  expect(sniffFormat(fixture(name))).toBe(format);
});

test.each([
  ["", "other"],
  ["\xff\xd8", "other"],
  ["MM\0*\0\0\0\x08", "tiff"],
  ["II+\0\x08\0\0\0", "tiff"],
  ["\0\0\0\x14ftypavis\0\0\0\0avif", "heic"],
  ["\0\0\0\x14ftypisom\0\0\0\0mp41", "other"],
  // The brand of a HEIC that lies beyond the box's end is not its own.
  ["\0\0\0\x10ftypisom\0\0\0\0heic", "other"],
  [`${"\0".repeat(128)}DICM`, "dicom"],
  ["junk before\n%PDF-1.4", "pdf"],
  ["<?xml version='1.0'?>\n<!-- x --><SVG >", "svg"],
  ["<html><body>no</body></html>", "other"],
  ["RIFF\x10\0\0\0WAVEfmt ", "other"],
  ["GIF88a", "other"],
])("%j is %s", (text, format) => {
  expect(sniffFormat(bytes(text))).toBe(format);
});

test("a view into a larger buffer is judged by its own bytes alone", () => {
  const whole = Buffer.concat([bytes("%PDF-1.4"), fixture("gray.jpg")]);
  expect(sniffFormat(whole.subarray(8))).toBe("jpeg");
  expect(sniffFormat(whole.subarray(0, 4))).toBe("other");
});
