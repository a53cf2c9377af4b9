import { createHash } from "node:crypto";
import type { Bar } from "./bars.ts";
import type { Picture } from "./draw-kinds.ts";
import type { ConditionFigures, Estimate } from "./measure-robustness.ts";
import type { ReadPhoto } from "./read-photos.ts";

/** All that a report tells. */
export type RobustnessReport = {
  readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
  readonly labels: string;
  readonly split: string | undefined;
  readonly films: number;
  readonly patients: number;
  /** Of how many the films were drawn. */
  readonly of: number;
  readonly seed: number;
  readonly repeats: number;
  readonly day: string;
  readonly version: string;
  readonly conditions: readonly ConditionFigures[];
  readonly bars: readonly Bar[];
  readonly pictures: readonly Picture[];
  readonly photos: readonly ReadPhoto[];
};

/** What stands beside the figures everywhere. */
export const CAVEATS = [
  "Raw input: margins are trimmed and nothing else. Straightened input: as photos of people are read.",
  "AUC is over all films by the network's own probabilities, whether the reading refuses a film or not, so that the conditions can be compared; refusals are counted beside it.",
  "Drops are against the undisturbed films, raw. Intervals: 95 %, patients drawn again and again, all conditions measured on the same draws.",
  "Overlap: intersection over union of the areas above half of the maximum, of the map of the undisturbed film's first finding. Where a disturbance moves the film in the picture it is given for straightened input alone, compared as if straightening were perfect.",
  "Pixel figures of CheXphoto are scaled from its pictures of about 390 x 320 to each film. Nothing was fitted on kinds marked *, nor on compositions; one fault seen on glossy glare, a flash taken for a film, was mended.",
] as const;

/** `0.021 (0.010 to 0.034)`: with a sign, for these are differences. */
function inFigures({ value, interval }: Estimate): string {
  if (value === null) return "-";
  const range = interval ? ` (${interval[0].toFixed(3)} to ${interval[1].toFixed(3)})` : "";
  return `${value.toFixed(3)}${range}`;
}

const percentOf = ({ count, of }: { count: number; of: number }): string =>
  of === 0 ? "-" : `${((100 * count) / of).toFixed(0)} %`;

const kindCell = ({ kind, heldOut }: ConditionFigures): string => (heldOut ? `${kind} *` : kind);

/** The columns of the table of all conditions, and its rows. */
export const CONDITION_HEAD = [
  "Disturbance",
  "Level",
  "AUC raw",
  "AUC straightened",
  "AUC lost raw",
  "AUC lost straightened",
  "Lost within source, raw",
  "Lost within source, straightened",
  "Won back",
  "Refused raw",
  "Refused straightened",
  "First finding changed raw",
  "First finding changed straightened",
  "Overlap raw",
  "Overlap straightened",
] as const;

const figure = (value: number | null, digits: number) => (value === null ? "-" : value.toFixed(digits));

export function conditionRow(condition: ConditionFigures): string[] {
  const { level, raw, straight, gain } = condition;
  return [
    kindCell(condition),
    String(level),
    figure(raw.meanAuc, 3),
    figure(straight.meanAuc, 3),
    inFigures(raw.drop),
    inFigures(straight.drop),
    inFigures(raw.dropWithinSource),
    inFigures(straight.dropWithinSource),
    inFigures(gain),
    percentOf(raw.refused),
    percentOf(straight.refused),
    percentOf(raw.topChanged),
    percentOf(straight.topChanged),
    figure(raw.overlap, 2),
    figure(straight.overlap, 2),
  ];
}

/** Refusals by reason, for conditions that have any. */
export const REFUSAL_HEAD = ["Disturbance", "Level", "Raw", "Straightened"] as const;

export function refusalRows(conditions: readonly ConditionFigures[]): string[][] {
  const listed = (refusals: Readonly<Record<string, number>>) =>
    Object.entries(refusals)
      .map(([reason, films]) => `${reason} ${films}`)
      .join(", ") || "none";
  return conditions
    .filter(({ raw, straight }) => raw.refused.count + straight.refused.count > 0)
    .map((condition) => [
      kindCell(condition),
      String(condition.level),
      listed(condition.raw.refusals),
      listed(condition.straight.refusals),
    ]);
}

export const BAR_HEAD = ["Demand", "Verdict", "Estimate", "Measured"] as const;
export const barRow = ({ demand, measured, estimate, verdict }: Bar): string[] => [
  demand,
  verdict,
  inFigures(estimate),
  measured,
];

export const PHOTO_HEAD = ["Photo", "Way", "Outcome", "Grade", "Notes", "First findings"] as const;

export function photoRows({ file, raw, straight }: ReadPhoto): string[][] {
  return (
    [
      ["raw", raw],
      ["straightened", straight],
    ] as const
  ).map(([way, { outcome, grade, notes, findings }]) => [
    file,
    way,
    outcome,
    grade ?? "-",
    notes.join(", ") || "-",
    findings.map(({ label, band }) => `${label.replaceAll("_", " ")} (${band})`).join(", ") || "-",
  ]);
}

/** The report without its pictures. */
export function toJson({ pictures, photos, ...rest }: RobustnessReport): string {
  const listed = pictures.map(({ name, title, jpeg }) => ({
    name,
    title,
    sha256: createHash("sha256").update(jpeg).digest("hex"),
  }));
  const read = photos.map(({ picture, ...photo }) => photo);
  return `${JSON.stringify({ ...rest, split: rest.split ?? null, pictures: listed, photos: read }, null, 1)}\n`;
}
