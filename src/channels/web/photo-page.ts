import type { Translator, Translators } from "../../i18n/translator.ts";
import { type Html, html } from "../../runtime/http/html.ts";
import type { PageContent } from "./layout.ts";
import { type PageMessage, renderMessages } from "./render-messages.ts";
import { renderText } from "./render-text.ts";

/** How a photo stands. `said`: it was not taken in, and the messages tell why. */
export type PhotoState =
  | { readonly state: "waiting"; readonly ahead: number; readonly seconds: number }
  | { readonly state: "answered" | "said" };

export type PhotoView = {
  readonly photo: PhotoState;
  readonly code: string;
  /** The page's own address. */
  readonly link: string;
  readonly until: Date;
  /** Looked at by whoever sent the photo. */
  readonly own: boolean;
  readonly messages: readonly PageMessage[];
  readonly token: string;
  readonly translator: Translator;
  readonly translators: Translators;
};

/** Looks again quickly at first, then ever more rarely: each look costs the person bytes. */
function refreshAfter(seconds: number): number {
  if (seconds < 20) return 3;
  if (seconds < 120) return 6;
  return seconds < 900 ? 20 : 60;
}

function renderWaiting(photo: Extract<PhotoState, { state: "waiting" }>, view: PhotoView): PageContent {
  const { t } = view.translator;
  const { code, link, messages, own, token, translator, translators } = view;
  const { ahead, seconds } = photo;
  const heading = t("web-heading-waiting");
  // The receipt, while it asks something.
  const asking = own ? messages.filter(({ buttons }) => buttons.length > 0) : [];
  const words = ahead > 0 ? t("receipt-queued", { code, ahead }) : t("receipt", { code });
  const receipt =
    asking.length > 0
      ? renderMessages(asking, { action: link, token, translator, translators, heading })
      : html`<div class="message">${renderText(words)}</div>`;
  return {
    heading,
    refresh: refreshAfter(seconds),
    body: html`${receipt}
<p>${t("web-refreshes")}</p>
<p><a class="button" href="${link}">${t("web-look-again")}</a></p>
${renderLimits(view)}`,
  };
}

function renderLimits({ until, translator: { t } }: PhotoView): Html {
  return html`<p><small>${t("web-link-expires", { time: until })}</small></p>`;
}

function renderDelete({ link, token, translator: { t } }: PhotoView): Html {
  return html`<form method="post" action="${link}"><input type="hidden" name="token" value="${token}">
<button name="erase" value="1">${t("web-delete")}</button></form>`;
}

/** The page of one photo: where it stands, then its answer. */
export function renderPhoto(view: PhotoView): PageContent {
  const { photo, messages, link, token, translator, translators } = view;
  if (photo.state === "waiting") return renderWaiting(photo, view);
  const { t } = translator;
  const heading = t(photo.state === "answered" ? "web-heading-answer" : "web-heading-photo");
  const another = html`<p><a class="button main" href="/">${t("web-another")}</a></p>`;
  const body = renderMessages(messages, { action: link, token, translator, translators, heading });
  return {
    heading,
    body: html`${body}${another}${photo.state === "answered" && view.own ? renderDelete(view) : undefined}${renderLimits(view)}`,
  };
}
