import { AGE_GROUPS } from "../../core/age.ts";
import type { Translator, Translators } from "../../i18n/translator.ts";
import { type Html, html } from "../../runtime/http/html.ts";
import { COMMANDS } from "../event.ts";
import type { PageContent } from "./layout.ts";
import { type PageMessage, renderMessages } from "./render-messages.ts";
import { renderText } from "./render-text.ts";

/** A photo sent earlier. */
export type PhotoLine = { readonly link: string; readonly code: string; readonly answered: boolean };

/** What the start page has to show. */
export type TalkView = {
  readonly step: "language" | "code" | "terms" | "photo";
  readonly messages: readonly PageMessage[];
  readonly photos: readonly PhotoLine[];
  readonly token: string;
  readonly translator: Translator;
  readonly translators: Translators;
};

const HEADINGS = {
  language: "language-choose",
  code: "web-heading-code",
  terms: "web-heading-terms",
  photo: "web-heading-photo",
} as const;

function renderPhotoForm({ t }: Translator, token: string): Html {
  return html`<form method="post" action="/photo" enctype="multipart/form-data">
<input type="hidden" name="token" value="${token}">
<label for="photo">${t("web-choose-photo")}</label>
<input id="photo" type="file" name="file" accept="image/*,.dcm" required>
<label for="age">${t("web-choose-age")}</label>
<select id="age" name="age"><option value="">${t("web-age-none")}</option>${AGE_GROUPS.map(
    (age) => html`<option value="${age}">${t(`button-age-${age}`)}</option>`,
  )}</select>
<button class="main">${t("web-send")}</button>
<p id="status" role="status" data-sending="${t("web-sending")}"></p>
</form>
<section class="message">${renderText(t("how-to-photograph"))}</section>`;
}

function renderCodeForm({ t }: Translator, token: string): Html {
  return html`<form method="post" action="/say">
<input type="hidden" name="token" value="${token}">
<label for="code">${t("web-heading-code")}</label>
<input id="code" name="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" dir="ltr" required>
<button class="main">${t("web-send")}</button>
</form>`;
}

function renderPhotos(photos: readonly PhotoLine[], { t }: Translator): Html | undefined {
  if (photos.length === 0) return undefined;
  const lines = photos.map(({ link, code, answered }) => {
    const words = t(answered ? "web-photo-answered" : "web-photo-waiting", { code });
    return html`<li class="row"><a class="button" href="${link}">${words}</a></li>`;
  });
  return html`<section aria-labelledby="photos"><h2 id="photos">${t("web-photos")}</h2><ul>${lines}</ul></section>`;
}

/** Everything a person may ask for, as a messenger lists it. */
function renderMenu({ t }: Translator, token: string): Html {
  const items = COMMANDS.map(
    (command) => html`<button name="text" value="/${command}">${t(`command-${command}`)}</button>`,
  );
  return html`<footer><nav aria-label="${t("web-menu")}"><details><summary>${t("web-menu")}</summary>
<form method="post" action="/say"><input type="hidden" name="token" value="${token}">${items}</form>
</details></nav></footer>`;
}

/** The start page: what was said last, or what comes next, and the place for a photo where photos may be sent. */
export function renderTalk({
  step,
  messages,
  photos,
  token,
  translator,
  translators,
}: TalkView): PageContent {
  const heading = translator.t(HEADINGS[step]);
  const options = { action: "/say", token, translator, translators, heading };
  return {
    heading,
    withScript: step === "photo",
    body: html`${renderMessages(messages, options)}
${step === "code" ? renderCodeForm(translator, token) : undefined}
${step === "photo" ? renderPhotoForm(translator, token) : undefined}
${renderPhotos(photos, translator)}`,
    ...(step === "language" ? {} : { below: renderMenu(translator, token) }),
  };
}
