import { escapeHtml, type Html, html, trusted } from "../../runtime/http/html.ts";
import { COMMANDS } from "../event.ts";

const COMMAND = new RegExp(`/(${COMMANDS.join("|")})\\b`, "g");
/** A case code is read out letter by letter: it must not be torn apart at a line's end. */
const CASE_CODE = /\b[2-9A-Z]{3}-[2-9A-Z]{4}\b/g;
const BULLET = /^•\s+/;
const NUMBERED = /^\p{Nd}+\.\s/u;

/** Commands can be tapped, as in a messenger: each is a button of the form around the text. */
function renderLine(line: string): Html {
  const markup = escapeHtml(line)
    .replace(CASE_CODE, (code) => `<span class="code">${code}</span>`)
    .replace(
      COMMAND,
      (command) => `<button class="word" name="text" value="${command}" dir="ltr">${command}</button>`,
    );
  return trusted(markup);
}

function renderBlock(lines: readonly string[]): Html {
  const [first = ""] = lines;
  if (BULLET.test(first)) {
    return html`<ul>${lines.map((line) => html`<li>${renderLine(line)}</li>`)}</ul>`;
  }
  if (NUMBERED.test(first)) {
    return html`<ol>${lines.map((line) => html`<li>${renderLine(line)}</li>`)}</ol>`;
  }
  const broken = lines.map(
    (line, place) => html`${place > 0 ? trusted("<br>") : undefined}${renderLine(line)}`,
  );
  return html`<p>${broken}</p>`;
}

function kindOf(line: string): string {
  if (BULLET.test(line)) return "bullet";
  return NUMBERED.test(line) ? "number" : "plain";
}

/** A message's text as paragraphs and lists. */
export function renderText(text: string): Html {
  const blocks: string[][] = [];
  let kind = "";
  for (const line of text.split("\n")) {
    if (line.trim() === "") {
      kind = "";
      continue;
    }
    if (kindOf(line) !== kind) blocks.push([]);
    kind = kindOf(line);
    blocks.at(-1)?.push(line);
  }
  return html`${blocks.map(renderBlock)}`;
}
