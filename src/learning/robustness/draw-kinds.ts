import { decodePhoto } from "../../vision/decode.ts";
import { disturb } from "../../vision/disturb/disturb.ts";
import { HELD_OUT, type Kind, levelsOf } from "../../vision/disturb/kinds.ts";
import { contain } from "../../vision/draw/contain.ts";
import { drawFilmGrid } from "../../vision/draw/film-grid.ts";
import { phantomFilm } from "../../vision/phantom/phantom.ts";

export type Picture = { readonly name: string; readonly title: string; readonly jpeg: Uint8Array };

/** A person who does not exist: the pictures may be shown anywhere. */
const PHANTOM = { size: 512, seed: 8 } as const;
const SIDE = 190;
const QUALITY = 68;

/** One picture a kind: the same drawn film at each of its levels, weakest first. */
export async function drawKinds(kinds: readonly Kind[], seed: number): Promise<Picture[]> {
  const film = phantomFilm(PHANTOM);
  const pictures: Picture[] = [];
  for (const kind of kinds) {
    const squares: Uint8Array[] = [];
    for (const level of levelsOf(kind)) {
      const bytes = await disturb(film, kind, level, seed);
      squares.push(contain(await decodePhoto(bytes, { trim: false, straighten: false }), SIDE));
    }
    const levels = squares.length > 1 ? `, levels 1 to ${squares.length}` : "";
    const title = `${kind}${levels}${HELD_OUT.includes(kind) ? " (never fitted on)" : ""}`;
    pictures.push({ name: kind, title, jpeg: await drawFilmGrid([squares], SIDE, title, QUALITY) });
  }
  return pictures;
}
