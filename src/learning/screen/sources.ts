import { basename } from "node:path";
import { PhotoRefused } from "../../core/refusal.ts";
import { unreachable } from "../../core/unreachable.ts";
import { UserError } from "../../core/user-error.ts";
import { decodePhoto } from "../../vision/decode.ts";
import type { Film } from "../../vision/film.ts";
import type { PhantomFinding } from "../../vision/phantom/findings.ts";
import { inFrame } from "../../vision/phantom/framing.ts";
import { onLightBox, reencode } from "../../vision/phantom/light-box.ts";
import { drawNegative, NEGATIVE_KINDS } from "../../vision/phantom/negatives.ts";
import { phantomFilm } from "../../vision/phantom/phantom.ts";
import { outOfFocus, withoutColour } from "../../vision/phantom/softness.ts";
import type { DecodeOptions } from "../../vision/raster.ts";
import { listFiles } from "../film-files.ts";
import { decodeFile } from "../predict-films.ts";
import type { Source } from "./example.ts";
import { mirrored } from "./flawed-film.ts";

/**
 * How a picture reaches us: as the file it is, photographed on a light box, framed by a phone with an even surround, or
 * squeezed by a messenger.
 */
export const LOOKS = ["as is", "on a light box", "framed", "re-encoded"] as const;
/** Further looks of what is no film, in which neither colour nor detail gives it away. */
export const SOFT_LOOKS = ["grey", "grey and blurred"] as const;
export type Look = (typeof LOOKS)[number] | (typeof SOFT_LOOKS)[number];

/** JPEG quality of a messenger that squeezes hard. */
const SQUEEZE = { side: 1280, quality: 60 } as const;

/** Pixels; enough for the network, and quickly drawn. */
const PHANTOM_SIDE = 512;

/** Blur of a picture out of focus, as a share of its longer side: 6 pixels of 600. */
const DEFOCUS = 0.01;

/** @param open decodes the picture: less its margins, or whole where it is to be photographed again */
async function seenAs(
  open: (options: DecodeOptions) => Promise<Film>,
  look: Look,
  seed: number,
): Promise<Film> {
  switch (look) {
    case "as is":
      return open({});
    case "on a light box":
      return decodePhoto(await onLightBox(await open({ trim: false }), seed));
    case "framed":
      return decodePhoto(await inFrame(await open({ trim: false }), seed));
    case "re-encoded":
      return decodePhoto(await reencode(await open({ trim: false }), SQUEEZE));
    case "grey":
      return withoutColour(await open({}));
    case "grey and blurred":
      return outOfFocus(withoutColour(await open({})), DEFOCUS);
    default:
      return unreachable(look);
  }
}

/** Files as pictures of one kind, in one look; a light box or frame is drawn anew for each place in the list. */
export function fileSources(kind: string, paths: readonly string[], look: Look, foreign: boolean): Source[] {
  return paths.map((path, place) => ({
    kind: `${kind}, ${look}`,
    group: path,
    foreign,
    open: () => seenAs((options) => decodeFile(path, options), look, place),
  }));
}

/** Generated pictures that are no chest X-ray: every kind with each seed. One kind is one group. */
export function drawnSources(seeds: readonly number[], look: Look): Source[] {
  return NEGATIVE_KINDS.flatMap((kind) =>
    seeds.map((seed) => ({
      kind: `drawn ${kind}, ${look}`,
      group: `drawn ${kind}`,
      foreign: true,
      open: async () => {
        const file = await drawNegative(kind, seed);
        return seenAs((options) => decodePhoto(file, options), look, seed);
      },
    })),
  );
}

/** Chest phantoms, without and with each finding. One seed is one group. */
export function phantomSources(
  seeds: readonly number[],
  findings: readonly (PhantomFinding | null)[],
): Source[] {
  return seeds.flatMap((seed) =>
    findings.map((finding) => ({
      kind: "chest phantoms",
      group: `phantom ${seed}`,
      foreign: false,
      open: async () => phantomFilm({ size: PHANTOM_SIDE, seed, findings: finding ? [finding] : [] }),
    })),
  );
}

/** Side views of a chest; facing both ways for fitting. */
export function lateralSources(paths: readonly string[], looks: readonly Look[], both: boolean): Source[] {
  return looks.flatMap((look) =>
    fileSources("lateral", paths, look, true).flatMap((source): Source[] => {
      const lateral = { ...source, expected: "not-frontal" } as const;
      return both ? [lateral, { ...lateral, open: async () => mirrored(await source.open()) }] : [lateral];
    }),
  );
}

/** Every other file of a folder, by sorted name: those in even places fit, those in odd ones test. */
export async function halfOf(folder: string, half: "fit" | "test"): Promise<string[]> {
  const paths = (await listFiles(folder)).toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1));
  if (paths.length < 2) {
    throw new UserError(`${folder}: at least two pictures are needed, one to fit on and one to test with`);
  }
  return paths.filter((_, place) => place % 2 === (half === "fit" ? 0 : 1));
}

/** Parts files into those that can be decoded and those that are refused before the screen sees them. */
export async function partReadable(
  paths: readonly string[],
): Promise<{ readable: string[]; refused: string[] }> {
  const readable: string[] = [];
  const refused: string[] = [];
  for (const path of paths) {
    try {
      await decodeFile(path);
      readable.push(path);
    } catch (error) {
      if (!(error instanceof UserError && error.cause instanceof PhotoRefused)) throw error;
      refused.push(path);
    }
  }
  return { readable, refused };
}
