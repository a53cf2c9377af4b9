import { type Share, shareOf } from "../metrics/interval.ts";
import { type Passed, refused, total } from "./measure-screen.ts";
import { REAL } from "./screen-pictures.ts";

/** A promise about the screen, and how it was kept. */
export type Bar = {
  /** What would be wrong. */
  readonly promise: string;
  readonly wrong: Share;
  /** The largest share that may be. */
  readonly most: number;
};

const FURTHER_LOOKS = /^test films, (on a light box|framed|re-encoded)$/;

/**
 * What is promised of the screen, and kept or not; of what was measured alone.
 *
 * @param undecodable photos and CT slices that were refused before they could be looked at
 */
export function barsOf(measured: readonly Passed[], undecodable = 0): Bar[] {
  const passed = (wanted: (kind: string) => boolean) => total(measured.filter(({ kind }) => wanted(kind)));
  const real = passed((kind) => REAL.some((name) => kind.startsWith(`${name},`)));
  const bars: Bar[] = [
    {
      promise: "films refused, as is",
      wrong: refused(passed((kind) => kind === "test films, as is")),
      most: 0.01,
    },
    {
      promise: "films refused, on a light box, framed or re-encoded",
      wrong: refused(passed((kind) => FURTHER_LOOKS.test(kind))),
      most: 0.03,
    },
    {
      promise: "films refused, disturbed at level 1 or 2",
      wrong: refused(passed((kind) => kind.startsWith("test films, disturbed"))),
      most: 0.03,
    },
    {
      promise: "chest phantoms refused",
      wrong: refused(passed((kind) => kind === "chest phantoms")),
      most: 0.03,
    },
    {
      promise: "photos and CT slices accepted, in all looks and disturbed",
      wrong: shareOf(real.count, real.of + undecodable),
      most: 0.03,
    },
    { promise: "drawn pictures accepted", wrong: passed((kind) => kind.startsWith("drawn ")), most: 0.03 },
    {
      promise: "side views accepted, in all looks",
      wrong: passed((kind) => kind.startsWith("lateral,")),
      most: 0.1,
    },
  ];
  return bars.filter(({ wrong }) => wrong.of > 0);
}

/** Whether a bar is met by the count. */
export const isMet = ({ wrong, most }: Bar): boolean => wrong.count <= most * wrong.of;

/** Whether a bar is missed beyond chance: the whole 95 % interval lies above it. For samples, in which one film may be 3 %. */
export const isMissedForSure = ({ wrong, most }: Bar): boolean => wrong.interval[0] > most;
