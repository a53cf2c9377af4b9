import { randomBytes } from "node:crypto";
import { caseCodeOf } from "../../core/case-code.ts";
import type { Translators } from "../../i18n/translator.ts";
import type { Say } from "../effect.ts";
import { nextStep, languageOf as spokenTo } from "../onboarding.ts";
import { isReady } from "../person.ts";
import { type Answer, page, seeOther } from "./answer.ts";
import { meet, takeTurn, type Visitor } from "./converse-on-page.ts";
import { forgetPages } from "./forget-pages.ts";
import { admit, limitAddress, openSession, refusedBody } from "./guard.ts";
import type { House } from "./house.ts";
import { readKept } from "./kept-reading.ts";
import { renderPage } from "./layout.ts";
import { TALK } from "./place.ts";
import { readForm } from "./read-body.ts";
import type { PageMessage } from "./render-messages.ts";
import { formToken } from "./session.ts";
import { type PhotoLine, renderTalk, type TalkView } from "./talk-page.ts";
import type { Visit } from "./visit.ts";

/** Photos named on the start page. */
const LISTED = 10;
const CHOICE = /^[\w:.-]{1,100}$/;
const MESSAGE = /^[0-9a-f]{16}\.\d{1,9}$/;

/** What the conversation would say next, as if it had been said. */
function preview({ key, args, choices, language }: Say, texts: Translators): PageMessage {
  const label = (labelKey: string, tag: string | undefined) =>
    texts.for((tag as typeof language | undefined) ?? language).t(labelKey);
  return {
    text: texts.for(language).t(key, args),
    buttons: choices.map((row) => row.map((it) => ({ id: it.id, label: label(it.labelKey, it.language) }))),
  };
}

async function listPhotos({ visits, boxes, progress, vault }: House, chat: string): Promise<PhotoLine[]> {
  const newest = (await visits.photosOf(chat)).slice(0, LISTED);
  const lines = await Promise.all(
    newest.map(async ({ token }) => {
      const study = vault.studyId("web", chat, token);
      const answered = (await readKept(boxes, chat, token)) !== undefined;
      // A photo that was not taken in has nothing to show.
      if (!answered && !(await progress.of(study))) return [];
      return [{ link: `/r/${token}`, code: caseCodeOf(study), answered }];
    }),
  );
  return lines.flat();
}

function stepOf({ person, circumstances }: Visitor): TalkView["step"] {
  if (isReady(person, circumstances)) return "photo";
  if (person.language === null) return "language";
  return circumstances.member ? "terms" : "code";
}

/** GET /: what was said last; where nothing was, what the conversation says next. */
export async function showTalk(house: House, visit: Visit): Promise<Answer> {
  const { visits, messenger, texts, vault, assets } = house;
  const opened = openSession(visit);
  if ("status" in opened) return opened;
  const { session, cookie } = opened;
  const visitor = await meet(house, visit.session, visit);
  const { person, circumstances } = visitor;
  const translator = texts.for(spokenTo(person, circumstances));
  const step = stepOf(visitor);
  const known = visit.session !== undefined;
  const said = known && (await visits.turnOf(session)) === TALK ? await messenger.shown(session, TALK) : [];
  const howTo = translator.t("how-to-photograph");
  const messages = said
    .filter(({ text }) => step !== "photo" || text !== howTo)
    .map(({ id, text, buttons }) => ({ id, text, buttons }));
  const open = step === "language" ? said.some(({ buttons }) => buttons.length > 0) : said.length > 0;
  const next = step === "photo" || open ? [] : [preview(nextStep(person, circumstances), texts)];
  const view: TalkView = {
    step,
    messages: [...messages, ...next],
    photos: known ? await listPhotos(house, session) : [],
    token: formToken(vault, session),
    translator,
    translators: texts,
  };
  return page(renderPage(renderTalk(view), translator, assets), { headers: { "set-cookie": cookie } });
}

/** POST /say: a button pressed, a command or a code. */
export async function hearTalk(house: House, visit: Visit): Promise<Answer> {
  const { messenger, settings } = house;
  const form = await readForm(visit.request).catch((error: unknown) =>
    refusedBody(house, settings.defaultLanguage, error),
  );
  if ("status" in form) return form;
  const { fields } = form;
  const admitted = admit(house, visit, fields.get("token"));
  if ("status" in admitted) return admitted;
  const limited = await limitAddress(house, visit, "posts", randomBytes(9).toString("hex"));
  if (limited) return limited;
  const { session: chat, form: name } = admitted;
  const [choice, text, pressed = ""] = [fields.get("choice"), fields.get("text"), fields.get("pressed")];
  // Paging changes the message whose button was pressed: the page before it must stay for that.
  if (!choice?.startsWith("more:")) await messenger.erase(chat, TALK);
  const shared = { chat, place: TALK, form: name, languages: visit.languages };
  if (choice !== undefined && CHOICE.test(choice)) {
    const about = MESSAGE.test(pressed) ? { pressed } : {};
    await takeTurn(house, { ...shared, incoming: { kind: "choice", id: choice }, ...about });
    if (choice === "forget") await forgetPages(house, chat);
  } else if (text !== undefined) {
    await takeTurn(house, { ...shared, incoming: { kind: "text", text: text.slice(0, 100) } });
  }
  return seeOther("/");
}
