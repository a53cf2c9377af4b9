import { isLanguage } from "../../i18n/languages.ts";
import type { Translator, Translators } from "../../i18n/translator.ts";
import { type Html, html } from "../../runtime/http/html.ts";
import type { Buttons } from "../messenger.ts";
import { renderText } from "./render-text.ts";

/** Something the service said, with what can be answered. */
export type PageMessage = {
  /** Undefined for what is shown without having been said, such as the first question. */
  readonly id?: string;
  readonly text: string;
  readonly buttons: Buttons;
  /** Where its picture lies. */
  readonly picture?: string;
};

type RenderOptions = {
  /** Where its buttons send to. */
  readonly action: string;
  /** The form's proof that it comes from this session's page. */
  readonly token: string;
  readonly translator: Translator;
  readonly translators: Translators;
  /** Not said again where it stands in the heading already. */
  readonly heading: string;
};

/** Buttons named in another language say so, for those who have the page read to them. */
function renderButton(id: string, label: string, main: boolean, translators: Translators): Html {
  const [name = "", tag = ""] = id.split(":");
  const foreign = (name === "start" || name === "language") && isLanguage(tag);
  const attributes = foreign
    ? html` lang="${tag}" dir="${translators.for(tag).direction}"`
    : html`${main ? html` class="main"` : undefined}`;
  return html`<button name="choice" value="${id}"${attributes}>${label}</button>`;
}

function renderMessage(
  message: PageMessage,
  { action, token, translator, translators, heading }: RenderOptions,
): Html {
  const { id, text, buttons, picture } = message;
  if (picture !== undefined) {
    const { t } = translator;
    const caption = html`<figcaption>${t("picture-explained")}</figcaption>`;
    return html`<figure class="message"><img src="${picture}" alt="${t("web-picture")}">${caption}</figure>`;
  }
  const rows = buttons.map(
    (row) =>
      html`<div class="row">${row.map((it) =>
        renderButton(it.id, it.label, it.id.startsWith("agree:"), translators),
      )}</div>`,
  );
  const words = text === heading ? undefined : html`<div class="message">${renderText(text)}</div>`;
  return html`<form method="post" action="${action}">
<input type="hidden" name="token" value="${token}">${id === undefined ? undefined : html`<input type="hidden" name="pressed" value="${id}">`}
${words}${rows}</form>`;
}

export function renderMessages(messages: readonly PageMessage[], options: RenderOptions): Html {
  return html`${messages.map((message) => renderMessage(message, options))}`;
}
