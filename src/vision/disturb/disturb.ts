import { createRandom } from "../../core/random.ts";
import { grayPng } from "../gray-png.ts";
import type { Plane } from "../resize-plane.ts";
import { drawComposition } from "./compose.ts";
import { type Kind, PHOTOS, PLANE_CHANGES } from "./kinds.ts";
import type { Level } from "./level.ts";
import { reencode } from "./messenger.ts";

/**
 * Disturbs a film as the field does. The same film, kind, level and seed give the same picture.
 *
 * @param film whole, as exported; its own margins are part of it
 * @param level of kinds with one strength alone (`levelsOf`), any
 * @returns an image file for `decodePhoto`: a JPEG where the disturbance is a photo or a messenger, else a PNG without loss
 */
export async function disturb(film: Plane, kind: Kind, level: Level, seed: number): Promise<Uint8Array> {
  const random = createRandom(seed);
  switch (kind) {
    case "identity":
      return grayPng(film);
    case "telegram":
    case "whatsapp":
      return reencode(await grayPng(film), kind);
    case "film-on-light-box":
    case "film-on-window":
    case "screen":
      return PHOTOS[kind](film, level, random);
    case "composed": {
      const { changes, photo, messenger } = drawComposition(random);
      let changed: Plane = film;
      for (const change of changes) changed = await PLANE_CHANGES[change](changed, level, random);
      const file = photo ? await PHOTOS[photo](changed, level, random) : await grayPng(changed);
      return messenger ? reencode(file, messenger) : file;
    }
    default:
      return grayPng(await PLANE_CHANGES[kind](film, level, random));
  }
}
