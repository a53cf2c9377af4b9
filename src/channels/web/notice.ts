import type { OutgoingHttpHeaders } from "node:http";
import type { Language } from "../../i18n/languages.ts";
import { html } from "../../runtime/http/html.ts";
import { type Answer, page } from "./answer.ts";
import type { House } from "./house.ts";
import { renderPage } from "./layout.ts";
import { renderText } from "./render-text.ts";

/** A page that says one thing, such as what went wrong and what to do, with the way back. */
export function notice(
  { texts, assets }: Pick<House, "texts" | "assets">,
  language: Language,
  key: string,
  {
    status,
    args = {},
    headers = {},
  }: { status: number; args?: Record<string, number>; headers?: OutgoingHttpHeaders },
): Answer {
  const translator = texts.for(language);
  const { t } = translator;
  const content = {
    heading: t("web-heading-notice"),
    body: html`<div class="message">${renderText(t(key, args))}</div><p><a class="button main" href="/">${t("web-home")}</a></p>`,
  };
  return page(renderPage(content, translator, assets), { status, headers });
}
