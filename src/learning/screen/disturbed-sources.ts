import { createRandom } from "../../core/random.ts";
import { decodePhoto } from "../../vision/decode.ts";
import { disturb } from "../../vision/disturb/disturb.ts";
import { HELD_OUT, KINDS } from "../../vision/disturb/kinds.ts";
import { CUT_SIDES } from "../../vision/screen.ts";
import { decodeFile } from "../predict-films.ts";
import type { Source } from "./example.ts";
import { cutFilm, FLAWS, flawedFilm } from "./flawed-film.ts";

/** Kinds that the screen is fitted on: not those held out, nor what may be composed of them. */
const FITTED_KINDS = KINDS.filter((kind) => kind !== "composed" && !HELD_OUT.includes(kind));

/**
 * Pictures each disturbed in one way drawn at random, at level 1 or 2.
 *
 * @param half for fitting, held-out kinds are left out; for testing they are named apart
 */
export function disturbedSources(
  kind: string,
  paths: readonly string[],
  half: "fit" | "test",
  foreign: boolean,
): Source[] {
  const kinds = half === "fit" ? FITTED_KINDS : KINDS;
  const random = createRandom(half === "fit" ? 37 : 41);
  return paths.map((path, seed): Source => {
    const disturbance = kinds[random.integer(kinds.length)]!;
    const level = random.next() < 0.5 ? 1 : 2;
    const heldOut = HELD_OUT.includes(disturbance);
    return {
      kind: `${kind}, disturbed${heldOut ? " in a held-out way" : ""}`,
      group: path,
      foreign,
      open: async () =>
        decodePhoto(await disturb(await decodeFile(path, { trim: false }), disturbance, level, seed)),
    };
  });
}

/** Share of a side that is cut off a film: so that lung is missing, and so that hardly any is. */
const CUT = { least: 0.2, most: 0.35 } as const;
const TRIMMED = { least: 0.03, most: 0.08 } as const;

/** Films cut off at each side, or each at one of them in turn. */
export function cutSources(kind: string, paths: readonly string[], sides: "each" | "in turn"): Source[] {
  const random = createRandom(29);
  return paths.flatMap((path, place) =>
    CUT_SIDES.filter((_, side) => sides === "each" || side === place % CUT_SIDES.length).map(
      (cut): Source => {
        const share = CUT.least + (CUT.most - CUT.least) * random.next();
        return {
          kind: `${kind}, cut off by 20-35 %`,
          group: path,
          foreign: false,
          expected: "cropped",
          cut,
          open: async () => cutFilm(await decodeFile(path), cut, share),
        };
      },
    ),
  );
}

/** Films that lost so little of a side, each of one in turn, that they are to be read. */
export function trimmedSources(kind: string, paths: readonly string[]): Source[] {
  const random = createRandom(31);
  return paths.map((path, place) => {
    const share = TRIMMED.least + (TRIMMED.most - TRIMMED.least) * random.next();
    return {
      kind: `${kind}, cut off by 3-8 %`,
      group: path,
      foreign: false,
      open: async () => cutFilm(await decodeFile(path), CUT_SIDES[place % CUT_SIDES.length]!, share),
    };
  });
}

/** Films photographed badly, each in one way in turn. */
export function flawedSources(kind: string, paths: readonly string[]): Source[] {
  return FLAWS.flatMap((flaw, turn) =>
    paths
      .filter((_, place) => place % FLAWS.length === turn)
      .map(
        (path, seed): Source => ({
          kind: `${kind}, ${flaw}`,
          group: path,
          foreign: false,
          expected: flaw,
          open: async () => flawedFilm(await decodeFile(path), flaw, seed),
        }),
      ),
  );
}
