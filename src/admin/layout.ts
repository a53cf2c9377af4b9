import { createHash } from "node:crypto";
import { type Html, html, trusted } from "../runtime/http/html.ts";
import { STYLE } from "./style.ts";

/** What the content policy names the style by. */
export const STYLE_HASH = `sha256-${createHash("sha256").update(STYLE).digest("base64")}`;

/** A whole page in English, the language of the commands and logs. @param token of the session, where somebody is signed in */
export function renderLayout(
  heading: string,
  body: Html,
  { token, refresh }: { token?: string; refresh?: number } = {},
): Html {
  const again = refresh === undefined ? undefined : html`<meta http-equiv="refresh" content="${refresh}">`;
  const menu =
    token === undefined
      ? undefined
      : html`<a href="/">Status</a> <a href="/queues">Queues</a>
<form method="post" action="/logout"><input type="hidden" name="form" value="${token}"><button>Sign out</button></form>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${again}
<title>${heading} · Roentgram admin</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header><b>Roentgram admin</b> ${menu}</header>
<main>
<h1>${heading}</h1>
${body}
</main>
</body>
</html>
`;
}
