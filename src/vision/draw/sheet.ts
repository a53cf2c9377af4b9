import { BUDGETS } from "../../core/budgets.ts";
import type { Film } from "../film.ts";
import { encodeWithin } from "./encode.ts";
import { columnsFor } from "./layout.ts";
import type { TitledMap } from "./overlay.ts";
import { type DrawingText, drawPanels } from "./panels.ts";

export type SheetText = DrawingText & { readonly filmTitle: string };

/** Pixels across, by columns. */
const WIDTHS = { 1: 600, 2: 800 } as const;
const MOST_MAPS = 3;

/**
 * Draws the film as it came and beside or below it the same film under each of up to three maps.
 *
 * @param maps best rank first
 * @returns a JPEG within `BUDGETS.sheetBytes`
 * @throws {RangeError} without a map or with more than three
 */
export async function drawSheet(
  film: Film,
  maps: readonly TitledMap[],
  text: SheetText,
): Promise<Uint8Array> {
  if (maps.length === 0 || maps.length > MOST_MAPS) {
    throw new RangeError(`a sheet shows one to three maps, not ${maps.length}`);
  }
  const panels = [{ title: text.filmTitle }, ...maps];
  const width = WIDTHS[columnsFor(panels.length, film.height / film.width)];
  return await encodeWithin(BUDGETS.sheetBytes, width, (drawing) => drawPanels(film, panels, text, drawing));
}
