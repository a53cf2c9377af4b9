import type { Label } from "../../core/label.ts";
import { csvLine } from "../csv-table.ts";
import { nameSome } from "../film-files.ts";
import { table, withInterval } from "../markdown.ts";
import type { Share } from "../metrics/interval.ts";
import type { LocalisationReport } from "./evaluate-boxes.ts";
import { PUBLISHED_CAVEAT, publishedFor } from "./published-localisation.ts";
import { IOU_LEVELS, type IouLevel, LEAST_BOXES, type Localisation } from "./summarise-boxes.ts";

const HEAD = ["Finding", "Boxes", "Points into the box", ...IOU_LEVELS.map((level) => `IoU >= ${level}`)];

const shown = ({ count, of, interval }: Share) => withInterval(count / of, interval);

function ownRow(name: string, { boxes, pointing, rectangle }: Localisation): string[] {
  return [name, String(boxes), shown(pointing), ...IOU_LEVELS.map((level) => shown(rectangle[level]))];
}

function publishedRows(label: Label): string[][] {
  const published = publishedFor(label);
  if (!published) return [];
  const row = (name: string, figures: Readonly<Record<IouLevel, number>>) => [
    `- ${name}`,
    "",
    "",
    ...IOU_LEVELS.map((level) => figures[level].toFixed(2)),
  ];
  return [row("Wang et al. 2017", published.wang), row("Li et al. 2018", published.li)];
}

const inWords = (label: Label) => label.replaceAll("_", " ");

/** What became of the boxes of the file, in one sentence each. */
function countLines({ boxes, missing, unreadable, summary }: LocalisationReport): string[] {
  const few = summary.tooFew.map(({ label, boxes: count }) => `${inWords(label)} ${count}`);
  return [
    `${boxes.measured} of ${boxes.inFile} boxes measured.`,
    ...(boxes.otherSplit > 0 ? [`${boxes.otherSplit} are on films of no such split.`] : []),
    ...(boxes.notJudged > 0 ? [`${boxes.notJudged} are of findings that this model does not judge.`] : []),
    ...(boxes.filmMissing > 0
      ? [`${boxes.filmMissing} are on ${missing.films} films that are not in the folder: ${missing.names}.`]
      : []),
    ...(boxes.filmUnreadable > 0
      ? [
          `${boxes.filmUnreadable} are on films that cannot be read: ${nameSome(unreadable.map(({ path, reason }) => `${path} (${reason})`))}.`,
        ]
      : []),
    ...(few.length > 0 ? [`Fewer than ${LEAST_BOXES} boxes, so not by themselves: ${few.join(", ")}.`] : []),
  ];
}

/** A table with the published figures below ours, and what it counts, as Markdown. */
export function renderLocalisation(report: LocalisationReport): string {
  const { findings, all } = report.summary;
  const rows = [
    ...findings.flatMap((each) => [ownRow(inWords(each.label), each), ...publishedRows(each.label)]),
    ...(all ? [ownRow("All boxes together", all)] : []),
  ];
  const empty = all?.emptyMaps ?? 0;
  return [
    ...(rows.length > 0 ? [table(HEAD, rows), ""] : []),
    ...countLines(report),
    ...(empty > 0 ? [`${empty} maps are empty or flat; they count as misses.`] : []),
    "Shares with their 95 % intervals (Wilson), boxes taken as independent. " +
      `IoU is of the box and the rectangle around what reaches ${report.level} of the map's greatest value and is connected with it.`,
    ...(findings.length > 0 ? [PUBLISHED_CAVEAT] : []),
  ].join("\n");
}

/** One line per measured box. */
export function renderBoxesCsv({ measured }: Pick<LocalisationReport, "measured">): string {
  const head = ["Image Index", "Finding Label", "Points into the box", "IoU of rectangle", "IoU of region"];
  const lines = measured.map(({ image, label, hit, rectangleIou, regionIou }) =>
    csvLine([image, label, hit ? 1 : 0, rectangleIou.toFixed(4), regionIou.toFixed(4)]),
  );
  return `${[csvLine(head), ...lines].join("\n")}\n`;
}

/** What `--json` prints: counts and shares, the published figures beside ours. */
export function localisationJson({ measured: _, summary, ...counts }: LocalisationReport) {
  return {
    ...counts,
    findings: summary.findings.map((each) => ({ ...each, published: publishedFor(each.label) ?? null })),
    tooFew: summary.tooFew,
    all: summary.all,
    published: PUBLISHED_CAVEAT,
  };
}
