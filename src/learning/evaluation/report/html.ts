/** Text that is HTML already; anything else is escaped when put into one. */
export type Html = { readonly html: string };

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

type Part = Html | string | number | readonly Part[];

function renderPart(part: Part): string {
  if (typeof part === "string" || typeof part === "number") {
    return String(part).replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign]!);
  }
  return "html" in part ? part.html : part.map(renderPart).join("");
}

/** Puts text together; what is put in is escaped unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    html: strings.map((text, at) => text + (at < parts.length ? renderPart(parts[at]!) : "")).join(""),
  };
}

/** Text that is known to be HTML, such as a drawn SVG. */
export const trusted = (text: string): Html => ({ html: text });

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
export const figure = (svg: string | readonly string[], caption: string | Html): Html =>
  html`<figure><div class="charts">${[svg].flat().map((each) => trusted(each))}</div><figcaption>${caption}</figcaption></figure>
`;
