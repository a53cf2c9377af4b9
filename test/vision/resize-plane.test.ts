import { readFileSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { decodePhoto } from "../../src/vision/decode.ts";
import { resizePlane } from "../../src/vision/resize-plane.ts";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/photos/${name}`, import.meta.url));

test.each([64, 224, 480])("resizing to %d px gives Pillow's very values", async (size) => {
  const plain = await decodePhoto(fixture("reference.png"));
  const expected = await sharp(fixture(`resized-${size}.png`))
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  expect(Buffer.compare(resizePlane(plain, size, size), expected)).toBe(0);
});

test("a plane of the wanted size is left alone", () => {
  const gray = Uint8Array.from([1, 2, 3, 4]);
  expect(resizePlane({ width: 2, height: 2, gray }, 2, 2)).toEqual(gray);
});
