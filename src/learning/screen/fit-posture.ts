import { CUT_SIDES, type CutSide, type Judge, type Screen } from "../../vision/screen.ts";
import type { Example } from "./example.ts";
import { fitJudge } from "./fit-judge.ts";
import { judgeOutOfFold, type Rows } from "./folds.ts";

/** Few pictures and clear ones: both penalties are of those that changed nothing on train films when tripled. */
const VIEW_RIDGE = 0.003;
const FRAMING_RIDGE = 0.03;
const SEED = 11;
/** Side views are refused from here on: as for foreign pictures, films are taken to be the more frequent. */
const VIEW_LIMIT = 0.6;
/** Shares of whole films that may look cut off, out of fold: to be refused, and to get a note. */
const REFUSED = 0.002;
const DOUBTED = 0.03;

const isWhole = ({ foreign, expected }: Example) => !foreign && expected === undefined;

function subset({ rows, examples }: Rows, wanted: (example: Example) => boolean): Rows {
  const places = examples.flatMap((example, place) => (wanted(example) ? [place] : []));
  return { rows: places.map((place) => rows[place]!), examples: places.map((place) => examples[place]!) };
}

/** Fits the judge of side views, against films and pictures of other things; undefined where no side view was given. */
export function fitView(all: Rows): Judge | undefined {
  const isLateral = ({ expected }: Example) => expected === "not-frontal";
  if (!all.examples.some(isLateral)) return undefined;
  const { rows, examples } = subset(
    all,
    ({ expected }) => expected === undefined || expected === "not-frontal",
  );
  return { ...fitJudge(rows, examples.map(isLateral), VIEW_RIDGE), limit: VIEW_LIMIT };
}

/** Films cut off at a side that it takes to judge by part of them: some in every fold, by chance almost surely. */
const LEAST_CUT = 20;

/** The value that a share of `values` lies above. */
function upperQuantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => b - a);
  return sorted[Math.floor(share * sorted.length)] ?? 0.5;
}

const inside = (limit: number) => Math.min(Math.max(limit, 0.5), 0.9999);

/**
 * Fits a judge for each side that may be cut off: whole films against films cut there. The limits are those that so few whole
 * films exceed at any side when judged by what was fitted without them; undefined where too few cut films were given.
 */
export function fitFraming(all: Rows): Screen["framing"] {
  const films = (side: CutSide) =>
    new Set(all.examples.filter(({ cut }) => cut === side).map(({ group }) => group)).size;
  if (CUT_SIDES.some((side) => films(side) < LEAST_CUT)) return undefined;
  const worst = new Map<Example, number>();
  const fitted = CUT_SIDES.map((side) => {
    const isCut = ({ cut }: Example) => cut === side;
    const of = subset(all, (example) => isWhole(example) || isCut(example));
    const cut = of.examples.map(isCut);
    for (const [place, value] of judgeOutOfFold(of, cut, FRAMING_RIDGE, SEED).entries()) {
      const example = of.examples[place]!;
      if (isWhole(example)) worst.set(example, Math.max(worst.get(example) ?? 0, value));
    }
    return fitJudge(of.rows, cut, FRAMING_RIDGE);
  });
  const values = [...worst.values()];
  const limit = inside(upperQuantile(values, REFUSED));
  const [left, right, top, bottom] = fitted.map((judge): Judge => ({ ...judge, limit }));
  return {
    sides: { left: left!, right: right!, top: top!, bottom: bottom! },
    doubtful: Math.min(inside(upperQuantile(values, DOUBTED)), limit),
  };
}
