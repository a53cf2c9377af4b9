/** Markup that is safe to send: made by {@link html} alone. */
export type Html = { readonly html: string };

type Value = string | number | Html | readonly Html[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

function write(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  if ("html" in value) return value.html;
  return value.map(({ html }) => html).join("");
}

/** A template whose values are escaped, unless they are markup already; undefined leaves nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.map((part, place) => part + write(values[place])).join("") };
}

/** Markup of our own files, taken as it is. */
export function trusted(markup: string): Html {
  return { html: markup };
}
