import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type AgeGroup, isAgeGroup } from "../../core/age.ts";
import { LABELS } from "../../core/label.ts";
import { PICTURE_KINDS } from "../../core/picture.ts";
import { isLanguage, type Language } from "../../i18n/languages.ts";
import { pictureKey } from "../../queue/photo-store.ts";
import { NEWCOMER, TERMS_VERSION } from "../person.ts";
import { createSequence } from "../sequence.ts";
import { type Answer, json } from "./answer.ts";
import { languageOf } from "./converse-on-page.ts";
import type { House } from "./house.ts";
import { openPhotoPage, readLabel } from "./photos.ts";
import { bodyProblem, problemOf } from "./problems.ts";
import { type Form, readPhotoBody, readUpload } from "./read-body.ts";
import { resultOf } from "./result-json.ts";
import type { Share } from "./upload-desk.ts";
import type { Visit } from "./visit.ts";

/** How long a call waits for its photo's outcome before it is answered with a link. `Prefer: wait=N` asks for less. */
const WAIT_SECONDS = 20;
const LOOK_EVERY_MS = 300;
/** Calls that wait at a time; others get the link at once. */
const MOST_WAITING = 200;

export type Api = {
  classify(visit: Visit): Promise<Answer>;
  result(visit: Visit, token: string): Promise<Answer>;
  picture(visit: Visit, token: string, kind: string): Promise<Answer>;
  terms(visit: Visit): Promise<Answer>;
};

/** The labels in the order of a network's output, as the paper's app answered. */
export function classes(): Answer {
  return json(LABELS);
}

/** RFC 7240. */
function patienceOf({ request }: Visit): number {
  const wanted = /(?:^|[,;\s])wait=(\d{1,3})\b/.exec(String(request.headers["prefer"] ?? ""))?.[1];
  return Math.min(WAIT_SECONDS, Number(wanted ?? WAIT_SECONDS)) * 1_000;
}

function languageWanted(visit: Visit, field: string | undefined, fallback: Language): Language {
  const tag = field ?? visit.query.get("language") ?? "";
  return isLanguage(tag) ? tag : languageOf(visit, fallback);
}

/** The paper's app as an API, on the same intake, queue and delivery as the pages. */
export function createApi(house: House): Api {
  const { service, settings, texts, photos, visits, vault, messenger } = house;
  const inSequence = createSequence();
  let waiting = 0;

  /** Who calls: the holder of an invitation code where one is needed, else whoever is at this address. */
  async function callerOf(visit: Visit): Promise<string | Answer> {
    if (settings.access === "open") return `program at ${visit.address}`;
    const code = /^Bearer\s+([0-9a-z-]{10,16})$/i.exec(visit.request.headers.authorization ?? "")?.[1];
    if (code === undefined) return problemOf("invitation-needed", { "www-authenticate": "Bearer" });
    const caller = `program with ${code.toUpperCase().replaceAll("-", "")}`;
    if (await house.invites.redeem("web", caller, code)) return caller;
    const attempt = createHash("sha256").update(code).digest("hex");
    const wait = await house.wrongCodesFrom.take("web", `codes from ${visit.address}`, attempt);
    return problemOf(wait > 0 ? "too-many-codes" : "wrong-invitation");
  }

  async function readPhoto(visit: Visit, share: Share): Promise<Form> {
    const type = visit.request.headers["content-type"] ?? "";
    if (!/^(image\/|application\/(octet-stream|dicom)\b)/i.test(type))
      return readUpload(visit.request, share);
    const bytes = await readPhotoBody(visit.request, share);
    return { fields: new Map(), ...(bytes.byteLength > 0 ? { file: { name: "file", bytes } } : {}) };
  }

  async function outcome(visit: Visit, chat: string, named: Parameters<typeof resultOf>[2]): Promise<Answer> {
    const look = async () => (await resultOf(house, chat, named)) ?? problemOf("not-found");
    if (waiting >= MOST_WAITING) return look();
    waiting += 1;
    try {
      for (const deadline = Date.now() + patienceOf(visit); ; ) {
        const answer = await look();
        const hopeless = house.closing.aborted || visit.request.socket.destroyed;
        if (answer.status !== 202 || Date.now() > deadline || hopeless) return answer;
        await sleep(LOOK_EVERY_MS, undefined, { signal: house.closing }).catch(() => {});
      }
    } finally {
      waiting -= 1;
    }
  }

  /** @returns the chat and what names the photo, or why it was not taken in */
  async function takeIn(
    visit: Visit,
    person: string,
    { bytes, age, language }: { bytes: Uint8Array; age: AgeGroup | undefined; language: Language },
  ) {
    const token = randomBytes(16).toString("hex");
    const chat = `program ${token}`;
    const study = vault.studyId("web", chat, token);
    await openPhotoPage(house, { chat, token, language });
    // The call itself says that the terms are agreed to and which language is wanted.
    await inSequence(person, async () => {
      const terms = { version: TERMS_VERSION, at: Date.now() };
      await service.persons.save("web", person, { ...NEWCOMER, language, terms });
      await house.intakeGate(() =>
        service.intake.receive({
          chat,
          person,
          message: token,
          receivedAt: Date.now(),
          clientLanguages: visit.languages,
          incoming: { kind: "photo" },
          photo: { bytes },
          ...(age ? { age } : {}),
        }),
      );
    });
    if (await house.progress.of(study)) return { chat, named: { token, study, language } };
    const wait = await house.photosOf.take("web", person, study);
    return problemOf("rate-limited", { "retry-after": String(Math.ceil(wait / 1_000)) });
  }

  return {
    async classify(visit) {
      if (visit.foreign) return problemOf("foreign-origin");
      const caller = await callerOf(visit);
      if (typeof caller !== "string") return caller;
      const wait = await house.photosFrom.take(
        "web",
        `photos from ${visit.address}`,
        randomBytes(9).toString("hex"),
      );
      if (wait > 0) return problemOf("rate-limited", { "retry-after": String(Math.ceil(wait / 1_000)) });
      let share: Share | undefined;
      try {
        share = await house.uploads.enter(visit.request, visit.address);
        const { fields, file } = await readPhoto(visit, share);
        const terms = fields.get("terms") ?? visit.query.get("terms");
        if (terms !== String(TERMS_VERSION)) return problemOf("terms-not-agreed");
        const age = fields.get("age") ?? visit.query.get("age") ?? "";
        if (age !== "" && !isAgeGroup(age)) return problemOf("wrong-age");
        if (!file) return problemOf("photo-missing");
        const language = languageWanted(visit, fields.get("language"), settings.defaultLanguage);
        const taken = await takeIn(visit, caller, {
          bytes: file.bytes,
          age: age === "" ? undefined : age,
          language,
        });
        share.release();
        return "status" in taken ? taken : await outcome(visit, taken.chat, taken.named);
      } catch (error) {
        return bodyProblem(error);
      } finally {
        share?.release();
      }
    },
    async result(_, token) {
      const chat = await visits.chatOf(token);
      const label = chat === undefined ? undefined : await readLabel(house, chat, token);
      if (chat === undefined || !label) return problemOf("not-found");
      const named = { token, study: vault.studyId("web", chat, token), language: label.language };
      return (await resultOf(house, chat, named)) ?? problemOf("not-found");
    },
    async picture(_, token, kind) {
      const chat = await visits.chatOf(token);
      const known = PICTURE_KINDS.find((it) => it === kind);
      if (chat === undefined || !known) return problemOf("not-found");
      // Delivered with the answer, or still waiting to be asked for.
      const sent = (await messenger.shown(chat, token)).find(({ picture }) => picture);
      const jpeg = sent
        ? await messenger.picture(sent.id)
        : await photos.get(pictureKey(vault.studyId("web", chat, token), known));
      return jpeg ? { status: 200, type: "image/jpeg", body: jpeg } : problemOf("not-found");
    },
    async terms(visit) {
      const language = languageWanted(visit, undefined, settings.defaultLanguage);
      const text = texts.for(language).t("terms", { hours: settings.photoHours });
      return json({ version: TERMS_VERSION, language, text });
    },
  };
}
