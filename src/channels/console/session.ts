import { randomBytes } from "node:crypto";
import { basename, extname } from "node:path";
import { uniqueNames } from "../../core/unique-names.ts";
import { UserError } from "../../core/user-error.ts";
import type { Language } from "../../i18n/languages.ts";
import { type Consumer, consume } from "../../queue/consumer.ts";
import { ReplyJob } from "../../queue/jobs.ts";
import { repliesOf } from "../../queue/queue-names.ts";
import { Postpone } from "../../queue/retry.ts";
import { type ChannelServiceOptions, createChannelService } from "../channel-service.ts";
import { NEWCOMER, TERMS_VERSION } from "../person.ts";
import { createConsoleMessenger, type ShownMessage } from "./messenger.ts";

const CLOSE_MS = 5_000;
/** Nobody waits longer for an answer than this. */
const OTHERS_MS = 600_000;
const PERSON = "console";

export type ConsolePhoto = {
  /** The file's name or path. */
  readonly name: string;
  readonly bytes: Uint8Array;
};

/** A photo's answer as a person would see it. */
export type ConsoleAnswer = {
  readonly name: string;
  readonly text: string;
  /** Paths of the pictures. */
  readonly pictures: readonly string[];
};

export type ConsoleSessionOptions = Omit<
  ChannelServiceOptions,
  "channel" | "messenger" | "origin" | "settings" | "photosPerHour"
> & {
  readonly redisUrl: string;
  readonly language: Language;
  readonly pictureDir: string;
  readonly photos: readonly ConsolePhoto[];
  /** Called with each answer as it comes. */
  readonly onAnswer: (answer: ConsoleAnswer) => void;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
};

/**
 * Sends photos through the same intake, queue, workers and delivery as any channel's, and shows what comes back. A
 * picture that is only offered is asked for.
 *
 * @throws the signal's reason when it aborts before every photo is answered
 * @throws {UserError} when a picture could not be written, once every photo is answered
 */
export async function answerOnConsole({
  redisUrl,
  language,
  pictureDir,
  photos,
  onAnswer,
  signal,
  ...options
}: ConsoleSessionOptions): Promise<ConsoleAnswer[]> {
  const { vault, log, photoTtlSeconds } = options;
  // A chat of its own for each session: the same film may be shown again and again.
  const chat = `console-${randomBytes(8).toString("hex")}`;
  const names = uniqueNames(photos.map(({ name }) => basename(name, extname(name))));
  const messenger = createConsoleMessenger({
    pictureDir,
    nameOf: (replyTo) => names[Number(replyTo)] ?? "picture",
  });
  const service = createChannelService({
    channel: "console",
    messenger,
    settings: {
      access: "open",
      admins: [PERSON],
      photoHours: photoTtlSeconds / 3_600,
      defaultLanguage: language,
    },
    photosPerHour: Number.MAX_SAFE_INTEGER,
    // The session ends with its answers: nobody could press anything.
    takesFeedback: false,
    ...options,
  });
  // Whoever runs the program has read its terms; there is nobody to ask.
  const terms = { version: TERMS_VERSION, at: Date.now() };
  await service.persons.save("console", PERSON, { ...NEWCOMER, language, terms });

  const places = new Map(photos.map((_, place) => [vault.studyId("console", chat, place), place]));
  const answers: ConsoleAnswer[] = [];
  const { promise: all, resolve: finish } = deferred();

  async function arrive(
    place: number,
    incoming: { kind: "photo" } | { kind: "choice"; id: string },
  ): Promise<void> {
    const photo = photos[place];
    await service.intake.receive({
      chat,
      person: PERSON,
      message: String(place),
      receivedAt: Date.now(),
      clientLanguages: [language],
      incoming,
      ...(incoming.kind === "photo" && photo ? { photo: { bytes: photo.bytes } } : {}),
    });
  }

  async function show(place: number): Promise<void> {
    const replies = (): ShownMessage[] =>
      messenger.shown(chat).filter(({ replyTo }) => replyTo === String(place));
    await service.courier.settled(CLOSE_MS);
    for (const { id } of replies().flatMap(({ buttons }) => buttons.flat())) {
      await arrive(place, { kind: "choice", id });
    }
    await service.courier.settled(CLOSE_MS);
    const answer = {
      name: photos[place]?.name ?? "",
      text: replies()
        .flatMap(({ text }) => (text === "" ? [] : [text]))
        .join("\n\n"),
      pictures: replies().flatMap(({ file }) => (file === undefined ? [] : [file])),
    };
    answers[place] = answer;
    places.delete(vault.studyId("console", chat, place));
    onAnswer(answer);
    if (places.size === 0) finish();
  }

  const consumer: Consumer = consume(
    repliesOf("console"),
    ReplyJob,
    async (job, context) => {
      const place = places.get(job.study);
      if (place === undefined) {
        // Another session's, which is still running; or left over from one that was cut short.
        if (Date.now() - job.receivedAt < OTHERS_MS) throw new Postpone(300);
        return;
      }
      await service.deliver(job, context);
      await show(place);
    },
    { url: redisUrl, log },
  );
  try {
    for (const place of photos.keys()) await arrive(place, { kind: "photo" });
    if (photos.length === 0) finish();
    await Promise.race([all, aborted(signal)]);
    const [lost] = messenger.unwritten();
    if (lost !== undefined) {
      throw new UserError(
        `cannot write the picture ${lost}. Make room, or choose another folder for pictures.`,
      );
    }
    return answers;
  } finally {
    await consumer.close(CLOSE_MS);
    await service.close(CLOSE_MS);
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason instanceof Error ? signal.reason : new Error("cut short"));
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}
