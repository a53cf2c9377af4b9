import sharp from "sharp";
import { createRandom } from "../../core/random.ts";
import { unreachable } from "../../core/unreachable.ts";
import { drawHand } from "./hand.ts";
import { drawKnee } from "./knee.ts";
import { drawDocument } from "./paper.ts";
import { drawScreenshot } from "./phone-screen.ts";
import { drawSkull } from "./skull.ts";
import { drawGradient } from "./softness.ts";
import { drawFabric, drawNoise, drawWood } from "./texture.ts";

/** Kinds of picture that are no chest X-ray, drawn for fitting and testing the screen. */
export const NEGATIVE_KINDS = [
  "document",
  "screenshot",
  "noise",
  "wood",
  "fabric",
  "gradient",
  "hand",
  "knee",
  "skull",
] as const;
export type NegativeKind = (typeof NEGATIVE_KINDS)[number];

/** Pixels each way of the drawn X-rays of other body parts. */
const SIZE = 512;

/**
 * Draws a picture that is no chest X-ray, as a file a person could send.
 *
 * @param seed the same kind and seed give the same picture
 * @returns a JPEG
 */
export function drawNegative(kind: NegativeKind, seed: number): Promise<Uint8Array> {
  const random = createRandom(seed);
  switch (kind) {
    case "document":
      return drawDocument(random);
    case "screenshot":
      return drawScreenshot(random);
    case "noise":
      return drawNoise(random);
    case "wood":
      return drawWood(random);
    case "fabric":
      return drawFabric(random);
    case "gradient":
      return drawGradient(random);
    case "hand":
      return encodeFilm(drawHand(SIZE, random));
    case "knee":
      return encodeFilm(drawKnee(SIZE, random));
    case "skull":
      return encodeFilm(drawSkull(SIZE, random));
    default:
      return unreachable(kind);
  }
}

function encodeFilm(gray: Uint8Array): Promise<Buffer> {
  return sharp(gray, { raw: { width: SIZE, height: SIZE, channels: 1 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}
