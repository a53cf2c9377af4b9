import { type Html, html, trusted } from "../../../runtime/http/html.ts";
import type { Evaluation } from "../evaluate-predictions.ts";
import { PAPER_CAVEAT, PUBLISHED_ONE_VS_ALL } from "../published-figures.ts";
import type { PredictionOrigin } from "../read-predictions.ts";
import { comparisonTable } from "./comparison-table.ts";
import { dataTable } from "./html.ts";
import { pictureSections } from "./picture-sections.ts";
import type { ReportInput } from "./report-input.ts";
import { REPORT_STYLE } from "./report-style.ts";
import {
  accuracySentence,
  averagesTable,
  calibrationTable,
  oneVsAllTable,
  operatingTable,
  table1,
  table2,
} from "./report-tables.ts";
import { trustSummary } from "./trust-summary.ts";
import { counted, inWords, two, withRange } from "./wording.ts";

const nameOf = (origin: PredictionOrigin) => (origin.kind === "model" ? origin.name : origin.file);

const hash = (sha256: string) => html`<span class="hash">sha256 ${sha256}</span>`;

function originFact(origin: PredictionOrigin): Html {
  if (origin.kind === "predictions") return html`predictions file ${origin.file}, ${hash(origin.sha256)}`;
  const flip = origin.flip ? "; mean over each film and its mirror image" : "";
  return html`${origin.name}, version ${origin.version}${flip}, ${hash(origin.sha256)}`;
}

function facts({ ours, others, labels, split, unlabelled, day, version }: ReportInput): Html {
  const { films, patients, filmsWithoutFinding, method } = ours.evaluation;
  const rows: [string, Html | string][] = [
    [others ? "A, measured" : "Measured", originFact(ours.origin)],
    ...(others ? [["B, compared with", originFact(others.origin)] satisfies [string, Html]] : []),
    [
      "Films",
      `${counted(films, "film")} of ${counted(patients, "patient")}; ${filmsWithoutFinding} of them with "No Finding"`,
    ],
    ["Split", split ?? "all films of the label file"],
    ["Labels", html`${labels.file}, ${hash(labels.sha256)}`],
    ...(unlabelled > 0
      ? [
          [
            "Passed over",
            `${counted(unlabelled, "prediction")} of films that the label file does not name`,
          ] satisfies [string, string],
        ]
      : []),
    [
      "Intervals",
      `95 %; patients drawn again ${method.repeats.toLocaleString("en")} times (seed ${method.seed}), Wilson's for shares`,
    ],
    ["Made", `${day}, Roentgram ${version}`],
  ];
  return html`<dl>${rows.map(([what, fact]) => html`<dt>${what}</dt><dd>${fact}</dd>`)}</dl>`;
}

const tile = (figure: Html | string, what: string) =>
  html`<div class="tile"><b>${figure}</b><span>${what}</span></div>`;

function tiles({ meanAuc, meanAucInterval, findings, ...rest }: Evaluation): Html {
  const several = findings.length > 1;
  const mean = several ? "mean " : "";
  return html`<div class="tiles">
${tile(withRange(meanAuc, meanAucInterval), `${mean}AUC over all films`)}
${tile(withRange(rest.meanWithinSource, rest.meanWithinSourceInterval), `${mean}AUC within one source`)}
${
  several
    ? [
        tile(two(rest.microAuc), "micro average AUC"),
        tile(two(rest.macroAuc), "macro average AUC, interpolated"),
      ]
    : ""
}
${tile(withRange(rest.meanAveragePrecision, rest.meanAveragePrecisionInterval), `${mean}average precision`)}
</div>`;
}

/** Sources with fewer films are in the JSON alone: their figures mean little. */
const SOURCE_FILMS = 50;

function sourcesTable({ sources }: Evaluation): Html {
  const large = sources.filter(({ films }) => films >= SOURCE_FILMS);
  if (sources.length < 2 || large.length === 0) return trusted("");
  return dataTable(
    `Each source with ${SOURCE_FILMS} films or more by itself`,
    ["Source", "Films", "Mean AUC"],
    large.map(({ source, films, meanAuc }) => [source, String(films), two(meanAuc)]),
  );
}

/** What stands under the paper's columns. */
function caveats({ method }: Evaluation): Html {
  return html`<p class="note">${PAPER_CAVEAT} CheXNet's figures are of NIH's own test split. ${
    method.asPublished
      ? "Here average precision and F1 follow the notebooks (--paper-as-published), not eq. 6 and 7."
      : "Here average precision follows eq. 7 on unrounded scores, and F1 the weights of eq. 6."
  } Films differ between the columns: read them as orders of magnitude, not as a race.</p>`;
}

/**
 * The whole evaluation as one HTML page that loads nothing, for a desk, a phone and paper.
 *
 * @returns an HTML document
 */
export async function renderReport(input: ReportInput): Promise<string> {
  const { ours, others, split, sharedPatients } = input;
  const { evaluation } = ours;
  const name = others ? "A" : "Ours";
  const single = evaluation.findings.length === 1;
  const [first] = evaluation.findings;
  const paper = first?.label === PUBLISHED_ONE_VS_ALL.label ? PUBLISHED_ONE_VS_ALL : undefined;
  const title = `How well ${nameOf(ours.origin)} reads chest X-rays`;
  const percent = Math.round(100 * evaluation.method.sensitivity);
  const pictures = await pictureSections(input);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${trusted(REPORT_STYLE)}</style></head><body><main>
<h1>${title}</h1>
<p class="lead">Measured on ${counted(evaluation.films, "film")} of ${counted(evaluation.patients, "patient")}${
    split === undefined ? "" : ` (split ${split})`
  }, against the labels that NIH published.</p>
<section class="trust"><h2>How far it may be trusted</h2><ul>${trustSummary(evaluation, others?.comparison, {
    split,
    sharedPatients,
  }).map((sentence) => html`<li>${sentence}</li>`)}</ul></section>
${tiles(evaluation)}
<h2>What was measured on what</h2>
${facts(input)}
${others ? html`<h2>A against B</h2><p>Both on the same films; in each draw of patients both are measured, and the interval is that of the difference.</p>${comparisonTable(others.comparison)}` : ""}
${
  single && first
    ? html`<h2>One finding against all others</h2><p>The paper's section 2.1: the class with the higher probability wins; films weigh ${evaluation.method.asPublished ? "as in the paper's notebook" : "as in eq. 6, so that both classes count the same"}. AUC ${withRange(first.auc, first.bootstrap)}${paper ? `, the paper's ${two(paper.auc)}` : ""}.</p>${oneVsAllTable(evaluation, paper)}`
    : ""
}
<h2>The paper's tables, with ours</h2>
${table1(evaluation, name)}${table2(evaluation, name)}${caveats(evaluation)}
${sourcesTable(evaluation)}
${pictures}
<h2>Flagged or not: counts and scores</h2>
<p>A finding is flagged when its probability reaches a threshold. The thresholds below are on the probabilities measured here, before
calibration; those a model is served with are in its card. Points chosen on these very films flatter a little.</p>
${operatingTable(evaluation, "At Youden's point, where sensitivity and specificity together are highest", ({ operatingPoints }) => operatingPoints.youden)}
${operatingTable(evaluation, `At a sensitivity of ${percent} % or more`, ({ operatingPoints }) => operatingPoints.sensitive)}
${operatingTable(evaluation, "At a probability of 0.5, as in the paper", ({ operatingPoints }) => operatingPoints.half)}
${averagesTable(evaluation)}
<p class="note">${accuracySentence(evaluation)} "Samples" averages over films. Eq. 6 weighs each finding's films so that those with it and
those without it count the same.</p>
<h2>Calibration</h2>
<p>Of films that get a probability near 0.3, about three in ten should bear the finding. ECE is the mean distance from that, Brier's score the mean
squared error of the probabilities (the last column is what the mere share of films would get).</p>
${calibrationTable(evaluation)}
<footer><p>Not a medical device. It was measured on ${counted(evaluation.films, "film")} of ${listedFindings(evaluation)}; other hospitals, machines, ages and photographed films may
give other figures. All figures with every digit: evaluation.json; tables: evaluation.csv; points of the curves: curves.csv.</p>
<p>Films and labels: NIH ChestX-ray14, provided by the NIH Clinical Center (Wang et al., ChestX-ray8, CVPR 2017).</p></footer>
</main></body></html>
`;
  return page.html;
}

const listedFindings = ({ findings }: Evaluation) =>
  findings.length === 1 ? inWords(findings[0]!.label) : counted(findings.length, "finding");
