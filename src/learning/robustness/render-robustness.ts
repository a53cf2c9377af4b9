import { type Html, html, trusted } from "../../runtime/http/html.ts";
import { dataTable } from "../evaluation/report/html.ts";
import { REPORT_STYLE } from "../evaluation/report/report-style.ts";
import { table } from "../markdown.ts";
import type { Picture } from "./draw-kinds.ts";
import { dropChart } from "./drop-chart.ts";
import {
  BAR_HEAD,
  barRow,
  CAVEATS,
  CONDITION_HEAD,
  conditionRow,
  PHOTO_HEAD,
  photoRows,
  REFUSAL_HEAD,
  type RobustnessReport,
  refusalRows,
} from "./robustness-report.ts";

const TITLE = "How well disturbed films are read";

function origin({
  model,
  labels,
  split,
  films,
  patients,
  of,
  seed,
  repeats,
  day,
  version,
}: RobustnessReport): [string, string][] {
  const drawn = films === of ? "all of them" : `drawn of ${of}, every finding represented, seed ${seed}`;
  return [
    ["Model", `${model.name}, version ${model.version}, sha256 ${model.sha256}`],
    ["Films", `${films} of ${patients} patients (${drawn})`],
    ["Labels", split === undefined ? labels : `${labels}, split ${split}`],
    ["Intervals", `95 %, ${repeats} draws of patients`],
    ["Made", `${day}, Roentgram ${version}, seed ${seed}`],
  ];
}

const shown = ({ title, jpeg }: Picture): Html =>
  html`<figure><img alt="${title}" src="data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}"><figcaption>${title}</figcaption></figure>
`;

/** The report as one page that loads nothing. */
export async function renderHtml(report: RobustnessReport): Promise<string> {
  const { conditions, bars, pictures, photos } = report;
  const refusals = refusalRows(conditions);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE}</title><style>${trusted(REPORT_STYLE)}</style></head><body><main>
<h1>${TITLE}</h1>
<dl>${origin(report).map(([what, fact]) => html`<dt>${what}</dt><dd>${fact}</dd>`)}</dl>
<h2>What was demanded</h2>
${dataTable("Demands set before measuring", BAR_HEAD, bars.map(barRow), { dense: true })}
<h2>Every disturbance</h2>
<figure>${trusted(await dropChart(conditions))}<figcaption>Squares left of circles: won back by straightening. The dashed line is what levels 1 and 2 may cost.</figcaption></figure>
${dataTable("Raw and straightened", CONDITION_HEAD, conditions.map(conditionRow), { dense: true })}
${CAVEATS.map((caveat) => html`<p class="note">${caveat}</p>`)}
${refusals.length > 0 ? dataTable("Refusals by reason, in films", REFUSAL_HEAD, refusals, { dense: true }) : ""}
${photos.length > 0 ? html`<h2>Real photos of films, one by one</h2>${dataTable("Photos", PHOTO_HEAD, photos.flatMap(photoRows), { dense: true })}` : ""}
<div class="films">${photos.flatMap(({ picture }) => (picture ? [shown(picture)] : []))}</div>
<h2>What the disturbances look like</h2>
<p>On a drawn film of a person who does not exist.</p>
<div class="films">${pictures.map(shown)}</div>
</main></body></html>
`;
  return page.html;
}

/** The report as Markdown, its pictures beside it in `pictures/`. */
export function renderMarkdown(report: RobustnessReport): string {
  const { conditions, bars, pictures, photos } = report;
  const refusals = refusalRows(conditions);
  return `${[
    `# ${TITLE}`,
    origin(report)
      .map(([what, fact]) => `- ${what}: ${fact}`)
      .join("\n"),
    "## What was demanded",
    table(BAR_HEAD, bars.map(barRow)),
    "## Every disturbance",
    table(CONDITION_HEAD, conditions.map(conditionRow)),
    ...CAVEATS,
    ...(refusals.length > 0 ? ["## Refusals by reason, in films", table(REFUSAL_HEAD, refusals)] : []),
    ...(photos.length > 0
      ? ["## Real photos of films, one by one", table(PHOTO_HEAD, photos.flatMap(photoRows))]
      : []),
    "## What the disturbances look like",
    "On a drawn film of a person who does not exist.",
    ...pictures.map(({ name, title }) => `![${title}](pictures/${name}.jpg)`),
  ].join("\n\n")}\n`;
}
