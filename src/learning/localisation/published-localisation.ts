import { LABELS, type Label } from "../../core/label.ts";
import { IOU_LEVELS, type IouLevel } from "./summarise-boxes.ts";

/** What stands under the published columns. */
export const PUBLISHED_CAVEAT =
  "Published figures are those of Wang et al. (CVPR 2017) and Li et al. (CVPR 2018), quoted at second hand and not checked against the " +
  "papers; Li's model was shown 80 % of the boxes in training, ours none. Regions and boxes are compared in other ways there: they " +
  "tell the order of size.";

/** The findings of ChestX-ray8, from before there were fourteen: NIH's first eight. */
const BOXED: readonly Label[] = LABELS.slice(0, 8);

/** Share of boxes found at each IoU, in the order of `BOXED`. */
const WANG: Readonly<Record<IouLevel, readonly number[]>> = {
  0.1: [0.69, 0.94, 0.66, 0.71, 0.4, 0.14, 0.63, 0.38],
  0.3: [0.24, 0.46, 0.3, 0.28, 0.15, 0.04, 0.17, 0.13],
  0.5: [0.05, 0.18, 0.11, 0.07, 0.01, 0.01, 0.03, 0.03],
};
const LI: Readonly<Record<IouLevel, readonly number[]>> = {
  0.1: [0.71, 0.98, 0.87, 0.92, 0.71, 0.4, 0.6, 0.63],
  0.3: [0.36, 0.94, 0.56, 0.66, 0.45, 0.17, 0.39, 0.44],
  0.5: [0.14, 0.84, 0.22, 0.3, 0.22, 0.07, 0.17, 0.19],
};

export type PublishedLocalisation = {
  readonly wang: Readonly<Record<IouLevel, number>>;
  readonly li: Readonly<Record<IouLevel, number>>;
};

/** What was published for a finding, or undefined where NIH drew no boxes for it. */
export function publishedFor(label: Label): PublishedLocalisation | undefined {
  const at = BOXED.indexOf(label);
  if (at < 0) return undefined;
  const column = (table: typeof WANG) =>
    Object.fromEntries(IOU_LEVELS.map((level) => [level, table[level][at]])) as Record<IouLevel, number>;
  return { wang: column(WANG), li: column(LI) };
}
