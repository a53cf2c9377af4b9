import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { isAgeGroup } from "../../core/age.ts";
import { caseCodeOf } from "../../core/case-code.ts";
import { LANGUAGES } from "../../i18n/languages.ts";
import { languageOf as spokenTo } from "../onboarding.ts";
import { type Answer, page, seeOther } from "./answer.ts";
import { languageOf, meet, takeTurn } from "./converse-on-page.ts";
import { forgetPage } from "./forget-pages.ts";
import { admit, limitAddress, openSession, refusedBody } from "./guard.ts";
import type { House } from "./house.ts";
import { readKept } from "./kept-reading.ts";
import { renderPage } from "./layout.ts";
import { notice } from "./notice.ts";
import { type PhotoState, renderPhoto } from "./photo-page.ts";
import { TALK } from "./place.ts";
import { readForm, readUpload } from "./read-body.ts";
import { formToken } from "./session.ts";
import type { Share } from "./upload-desk.ts";
import type { Visit } from "./visit.ts";

/** What a photo's page is about. */
const Label = z.object({ language: z.enum(LANGUAGES), receivedAt: z.number(), until: z.number() });

/**
 * The page's token: unguessable, and the same when a browser sends the same form with the same photo again, so that a
 * broken line does not make two studies of one photo.
 */
function tokenOf({ vault }: House, chat: string, form: string, photo: Uint8Array): string {
  const sha256 = createHash("sha256").update(photo).digest("hex");
  const half = (name: string) =>
    vault.pseudonym("web", `photo ${name} ${JSON.stringify([chat, form, sha256])}`);
  return half("a") + half("b");
}

/** Opens the page that a photo's answer will stand on. */
export async function openPhotoPage(
  { boxes, visits, photoTtlSeconds }: House,
  { chat, token, language }: { chat: string; token: string; language: (typeof LANGUAGES)[number] },
): Promise<void> {
  const receivedAt = Date.now();
  const label = { language, receivedAt, until: receivedAt + photoTtlSeconds * 1_000 };
  await boxes.open(
    boxes.nameOf(chat, token),
    JSON.stringify(label satisfies z.infer<typeof Label>),
    photoTtlSeconds,
  );
  await visits.link(token, chat);
}

/** POST /photo: takes a photo in and leads to its page. */
export async function takePhoto(house: House, visit: Visit): Promise<Answer> {
  const language = languageOf(visit, house.settings.defaultLanguage);
  const limited = await limitAddress(house, visit, "photos", randomBytes(9).toString("hex"));
  if (limited) return limited;
  let share: Share | undefined;
  try {
    share = await house.uploads.enter(visit.request, visit.address);
    const form = await readUpload(visit.request, share);
    const admitted = admit(house, visit, form.fields.get("token"));
    if ("status" in admitted) return admitted;
    const { session: chat, form: name } = admitted;
    const { person, circumstances } = await meet(house, chat, visit);
    const bytes = form.file?.bytes;
    const spoken = spokenTo(person, circumstances);
    if (!bytes) return notice(house, spoken, "web-photo-missing", { status: 400 });
    const age = form.fields.get("age") ?? "";
    const token = tokenOf(house, chat, name, bytes);
    await openPhotoPage(house, { chat, token, language: spoken });
    await takeTurn(house, {
      chat,
      place: token,
      form: name,
      languages: visit.languages,
      incoming: { kind: "photo" },
      photo: { message: token, bytes, age: isAgeGroup(age) ? age : undefined },
    });
    return seeOther(`/r/${token}`);
  } catch (error) {
    return refusedBody(house, language, error);
  } finally {
    share?.release();
  }
}

/** @returns undefined for a page that is gone */
export async function readLabel(
  { boxes }: Pick<House, "boxes">,
  chat: string,
  token: string,
): Promise<z.infer<typeof Label> | undefined> {
  const content = await boxes.labelOf(boxes.nameOf(chat, token));
  return content === undefined ? undefined : Label.parse(JSON.parse(content));
}

type OpenedPage = { chat: string; label: z.infer<typeof Label>; state: PhotoState; study: string };

/** How a photo stands; undefined where the link opens nothing (any more). */
async function lookAt(house: House, token: string): Promise<OpenedPage | undefined> {
  const { visits, boxes, progress, vault } = house;
  const chat = await visits.chatOf(token);
  if (chat === undefined) return undefined;
  const label = await readLabel(house, chat, token);
  if (!label) return undefined;
  const study = vault.studyId("web", chat, token);
  const opened = { chat, label, study };
  if ((await readKept(boxes, chat, token)) !== undefined) return { ...opened, state: { state: "answered" } };
  const stands = await progress.of(study);
  if (!stands) return { ...opened, state: { state: "said" } };
  const seconds = (Date.now() - label.receivedAt) / 1_000;
  return { ...opened, state: { state: "waiting", ahead: stands.ahead, seconds } };
}

/** GET /r/TOKEN: whoever has the link may look. */
export async function showPhoto(house: House, visit: Visit, token: string): Promise<Answer> {
  const opened = openSession(visit);
  if ("status" in opened) return opened;
  const { session, cookie } = opened;
  const found = await lookAt(house, token);
  if (!found) return gone(house, visit);
  const { chat, label, state, study } = found;
  const messages = await house.messenger.shown(chat, token);
  const translator = house.texts.for(label.language);
  const shown = messages.map(({ id, text, buttons, picture }) => ({
    id,
    text,
    buttons,
    ...(picture ? { picture: `/r/${token}/${id.slice(id.indexOf(".") + 1)}.jpg` } : {}),
  }));
  const view = {
    photo: state,
    code: caseCodeOf(study),
    link: `/r/${token}`,
    until: new Date(label.until),
    own: visit.session === chat,
    messages: shown,
    token: formToken(house.vault, session),
    translator,
    translators: house.texts,
  };
  const headers = visit.session === undefined ? { "set-cookie": cookie } : {};
  return page(renderPage(renderPhoto(view), translator, house.assets), { headers });
}

function gone(house: House, visit: Visit): Answer {
  return notice(house, languageOf(visit, house.settings.defaultLanguage), "web-gone", { status: 404 });
}

/** GET /r/TOKEN/NUMBER.jpg */
export async function showPicture(
  house: House,
  visit: Visit,
  token: string,
  number: string,
): Promise<Answer> {
  const chat = await house.visits.chatOf(token);
  if (chat === undefined) return gone(house, visit);
  const jpeg = await house.messenger.picture(`${house.boxes.nameOf(chat, token)}.${number}`);
  return jpeg ? { status: 200, type: "image/jpeg", body: jpeg } : gone(house, visit);
}

/** POST /r/TOKEN: a button below an answer, or the wish to have it deleted. */
export async function answerPhoto(house: House, visit: Visit, token: string): Promise<Answer> {
  const language = languageOf(visit, house.settings.defaultLanguage);
  const form = await readForm(visit.request).catch((error: unknown) => refusedBody(house, language, error));
  if ("status" in form) return form;
  const admitted = admit(house, visit, form.fields.get("token"));
  if ("status" in admitted) return admitted;
  const limited = await limitAddress(house, visit, "posts", randomBytes(9).toString("hex"));
  if (limited) return limited;
  const chat = await house.visits.chatOf(token);
  if (chat === undefined) return gone(house, visit);
  const own = admitted.session === chat;
  const shared = { chat, form: admitted.form, languages: visit.languages };
  if (form.fields.has("erase")) {
    if (own) await forgetPage(house, chat, token);
    return seeOther(own ? "/" : `/r/${token}`);
  }
  const [choice, text, pressed] = [
    form.fields.get("choice"),
    form.fields.get("text"),
    form.fields.get("pressed"),
  ];
  if (own && text !== undefined) {
    const incoming = { kind: "text", text: text.slice(0, 100) } as const;
    await takeTurn(house, { ...shared, place: TALK, incoming });
    return seeOther("/");
  }
  // Only what this very page offers; and whoever merely has the link may look at the picture, nothing else.
  const messages = await house.messenger.shown(chat, token);
  const offered = messages
    .find(({ id }) => id === pressed)
    ?.buttons.flat()
    .some(({ id }) => id === choice);
  if (choice !== undefined && pressed !== undefined && offered && (own || choice.startsWith("picture:"))) {
    const incoming = { kind: "choice", id: choice } as const;
    await takeTurn(house, { ...shared, place: token, incoming, pressed });
  }
  return seeOther(`/r/${token}`);
}
