import { type Html, html } from "../../../runtime/http/html.ts";
import type { Compared, Comparison } from "../compare-predictions.ts";
import { signed, signedRange, verdictOf } from "../render-comparison.ts";
import { dataTable } from "./html.ts";
import { inWords, two } from "./wording.ts";

/** How far A lies above B: the means, every finding, and every finding within source. */
export function comparisonTable(comparison: Comparison): Html {
  const row = (name: string, compared: Compared) => {
    const verdict = verdictOf(compared);
    return [
      name,
      two(compared.ours),
      two(compared.others),
      html`<span class="${verdict}">${signed(compared.difference)}</span>`,
      html`<span class="range">${signedRange(compared.interval)}</span>`,
      html`<span class="${verdict}">${verdict}</span>`,
    ];
  };
  const { frequent, findings } = comparison;
  const sturdy = `the ${frequent.labels.length} on ${frequent.positives} films or more`;
  const some = frequent.labels.length > 0 && frequent.labels.length < findings.length;
  const head = ["", "A", "B", "A − B", "95 % interval", "A is"];
  const within = findings.map((each) => row(inWords(each.label), each.withinSource));
  return html`${dataTable("Means, and the AUC of each finding", head, [
    row("Mean AUC", comparison.meanAuc),
    row("Mean AUC within source", comparison.meanWithinSource),
    row("Mean average precision", comparison.meanAveragePrecision),
    ...(some
      ? [row(`Mean AUC, ${sturdy}`, frequent.meanAuc), row("… and within source", frequent.meanWithinSource)]
      : []),
    ...findings.map(({ label, auc }) => row(inWords(label), auc)),
  ])}<details><summary>Each finding within source</summary>${dataTable("AUC within source", head, within)}</details>`;
}
