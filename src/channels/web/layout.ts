import type { Translator } from "../../i18n/translator.ts";
import { type Html, html, trusted } from "../../runtime/http/html.ts";
import type { Assets } from "./assets.ts";

export type PageContent = {
  readonly heading: string;
  readonly body: Html;
  /** Seconds after which the page looks again by itself. */
  readonly refresh?: number;
  /** What stands below everything: the menu. */
  readonly below?: Html;
  /** Only where there is something for the script to do. */
  readonly withScript?: boolean;
};

/** A whole page: style and script stand in it, so one request is all it takes. */
export function renderPage(
  content: PageContent,
  { t, language, direction }: Translator,
  assets: Assets,
): Html {
  const { heading, body, refresh, below, withScript } = content;
  const again = refresh === undefined ? undefined : html`<meta http-equiv="refresh" content="${refresh}">`;
  const script = withScript ? html`<script>${trusted(assets.script)}</script>` : undefined;
  return html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${again}
<title>${heading} · Roentgram</title>
<style>${trusted(assets.style)}</style>
</head>
<body>
<header><a href="/">Roentgram</a><p>${t("web-tagline")}</p></header>
<main>
<h1>${heading}</h1>
${body}
</main>
${below}
${script}
</body>
</html>
`;
}
