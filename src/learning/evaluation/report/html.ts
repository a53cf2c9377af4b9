import { type Html, html, trusted } from "../../../runtime/http/html.ts";

/** A table that scrolls by itself where it is too wide; columns but the first hold figures. */
export function dataTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
  { foot = [], dense = false }: { foot?: readonly (readonly (string | Html)[])[]; dense?: boolean } = {},
): Html {
  const line = (cells: readonly (string | Html)[]) =>
    html`<tr><th scope="row">${cells[0] ?? ""}</th>${cells.slice(1).map((cell) => html`<td>${cell}</td>`)}</tr>`;
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table${trusted(dense ? ' class="dense"' : "")}>
<caption>${caption}</caption>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(line)}</tbody>
${foot.length > 0 ? html`<tfoot>${foot.map(line)}</tfoot>` : ""}</table></div>
`;
}

/** A picture with its caption. */
export const figure = (charts: readonly string[], caption: string | Html): Html =>
  html`<figure><div class="charts">${charts.map(trusted)}</div><figcaption>${caption}</figcaption></figure>
`;
