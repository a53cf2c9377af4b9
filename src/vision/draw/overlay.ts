import { BUDGETS } from "../../core/budgets.ts";
import type { Label } from "../../core/label.ts";
import type { Film } from "../film.ts";
import type { RelevanceMap } from "../relevance-map.ts";
import { encodeWithin } from "./encode.ts";
import { type DrawingText, drawPanels } from "./panels.ts";

/** A finding's map and the title it goes under. */
export type TitledMap = { readonly label: Label; readonly map: RelevanceMap; readonly title: string };

/** Pixels across: as wide as a phone shows without zooming. */
const WIDTH = 600;

/**
 * Draws one finding's relevance map over the film: a faint tint, a line around where it looked most, title above and
 * small print below.
 *
 * @returns a JPEG within `BUDGETS.overlayBytes`
 */
export async function drawOverlay(film: Film, shown: TitledMap, text: DrawingText): Promise<Uint8Array> {
  return await encodeWithin(BUDGETS.overlayBytes, WIDTH, (drawing) =>
    drawPanels(film, [shown], text, drawing),
  );
}
