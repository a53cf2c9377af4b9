import type { Random } from "../../core/random.ts";
import type { Plane } from "../resize-plane.ts";
import { blur } from "./blur.ts";
import { brightnessDown, brightnessUp } from "./brightness.ts";
import { contrastDown, contrastUp } from "./contrast.ts";
import { exposure } from "./exposure.ts";
import { filmOnLightBox } from "./film-on-light-box.ts";
import { filmOnWindow } from "./film-on-window.ts";
import { glareGlossy } from "./glare-glossy.ts";
import { glareMatte } from "./glare-matte.ts";
import type { Level } from "./level.ts";
import { moire } from "./moire.ts";
import { motion } from "./motion.ts";
import { rotation } from "./rotation.ts";
import { screenPhoto } from "./screen-photo.ts";
import { tilt } from "./tilt.ts";
import { translation } from "./translation.ts";

/** Changes a film's grey values; the picture stays a plain one. */
export type PlaneChange = (film: Plane, level: Level, random: Random) => Plane | Promise<Plane>;

/** Puts the film into a scene and photographs it. @returns a JPEG */
export type PhotoOf = (film: Plane, level: Level, random: Random) => Promise<Uint8Array>;

export const PLANE_CHANGES = {
  blur,
  motion,
  "glare-matte": glareMatte,
  "glare-glossy": glareGlossy,
  moire,
  tilt,
  rotation,
  translation,
  "brightness-up": brightnessUp,
  "brightness-down": brightnessDown,
  "contrast-up": contrastUp,
  "contrast-down": contrastDown,
  exposure,
} as const satisfies Record<string, PlaneChange>;

export const PHOTOS = {
  "film-on-light-box": filmOnLightBox,
  "film-on-window": filmOnWindow,
  screen: screenPhoto,
} as const satisfies Record<string, PhotoOf>;

export type PlaneKind = keyof typeof PLANE_CHANGES;
export type PhotoKind = keyof typeof PHOTOS;

/** Every disturbance, in the order of reports. */
export const KINDS = [
  "identity",
  "blur",
  "motion",
  "glare-matte",
  "glare-glossy",
  "moire",
  "tilt",
  "rotation",
  "translation",
  "brightness-up",
  "brightness-down",
  "contrast-up",
  "contrast-down",
  "exposure",
  "film-on-light-box",
  "film-on-window",
  "screen",
  "telegram",
  "whatsapp",
  "composed",
] as const satisfies readonly (PlaneKind | PhotoKind | "identity" | "telegram" | "whatsapp" | "composed")[];
export type Kind = (typeof KINDS)[number];

/**
 * Never fitted on, by the straightening or the screen: what is measured on them tells of disturbances nobody foresaw. A fault
 * that was seen on glossy glare was mended (decision 72).
 */
export const HELD_OUT: readonly Kind[] = ["motion", "glare-glossy", "film-on-window"];

/** Kinds that have one strength only. */
const SINGLE: readonly Kind[] = ["identity", "telegram", "whatsapp"];

export const levelsOf = (kind: Kind): readonly Level[] => (SINGLE.includes(kind) ? [1] : [1, 2, 3, 4]);

/** Kinds after which a place of the picture is another place of the film. */
export const MOVING: readonly Kind[] = [
  "tilt",
  "rotation",
  "translation",
  "film-on-light-box",
  "film-on-window",
  "screen",
  "composed",
];
