import { encodeWithin } from "../draw/encode.ts";
import { type DrawingText, drawPanels, type Panel } from "../draw/panels.ts";
import type { Film } from "../film.ts";
import type { Plane } from "../resize-plane.ts";
import { drawContactSheet } from "./contact-sheet.ts";
import type { Explanation, Saliency } from "./explainer.ts";

/** For a screen rather than for a phone's line: nobody pays for these by the byte. */
const BYTES = 400_000;
const WIDTH = 1200;

/** Share of pixels that may be darker or lighter than the picture can show. */
const CLIPPED = 0.005;

/** Three panels in a row. */
const WIDER = 1650;

/** Words on the picture; `explanationTitle` goes above the panel beside the film. */
export type ExplanationText = DrawingText & {
  readonly filmTitle: string;
  readonly explanationTitle: string;
  /** Stands beside the explanation, as in the paper's figures: what is known of the finding. */
  readonly more?: Panel;
};

/** Signed values as grey: 128 where nothing matters, lighter where more light would raise the output, darker where it would lower it. */
function toGray({ size, values }: Saliency): Plane {
  const ordered = values.map(Math.abs).toSorted();
  const most = ordered[Math.floor((1 - CLIPPED) * (ordered.length - 1))] ?? 0;
  const scale = most > 0 ? 127 / most : 0;
  const gray = Uint8Array.from(
    values,
    (value) => 128 + Math.max(-127, Math.min(127, Math.round(value * scale))),
  );
  return { width: size, height: size, gray };
}

/**
 * Draws an explanation beside the film it explains; a layer's activations as a contact sheet of their channels.
 *
 * @returns a JPEG
 */
export async function drawExplanation(
  film: Film,
  { map, saliency, activations }: Explanation,
  text: ExplanationText,
): Promise<Uint8Array> {
  return await encodeWithin(BYTES, text.more ? WIDER : WIDTH, (drawing) => {
    if (activations) return drawContactSheet(activations, text, drawing);
    // Guided Grad-CAM has its map inside its gradient.
    const shown = saliency ? { instead: toGray(saliency) } : map ? { map } : {};
    const panels = [
      { title: text.filmTitle },
      { title: text.explanationTitle, ...shown },
      ...(text.more ? [text.more] : []),
    ];
    return drawPanels(film, panels, { ...text, columns: panels.length }, drawing);
  });
}
