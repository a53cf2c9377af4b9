import { randomUUID } from "node:crypto";
import type { Redis } from "../../../queue/redis.ts";
import type { Vault } from "../../../queue/vault.ts";
import { Rejected } from "../../messenger.ts";
import { createSequence } from "../../sequence.ts";
import type { CloudApi, MessageBody } from "./api.ts";
import { CloudFailure, mayPass, toMessengerError, WINDOW_CLOSED } from "./failures.ts";
import { changeKept, createOutboxNotes, SENT_KEPT_SECONDS } from "./outbox-notes.ts";

/** Meta lets us write freely for so long after a person's last message. */
const WINDOW_MS = 24 * 3_600_000;
/** Clocks differ, and a message takes a moment. */
const MARGIN_MS = 60_000;
/** Most messages that wait for one person; the oldest make room. */
const MOST_WAITING = 40;
const MOST_SENT = 40;
/** A message that Meta accepted and then failed is sent this often in all. */
const TRIES = 3;
/** Meta's codes for a message that names something that is not there, such as the one it quotes. */
const WRONG_VALUE = [100, 131009];

/** What became of a message that Meta had accepted and then failed. */
type Aftermath = "waits" | "again" | "given-up" | "unknown";

/** Sends to people, and keeps what may not be sent to them now. All of it is sealed, under pseudonyms. */
export type Outbox = {
  /**
   * @returns the message's id; of one that has to wait, an id of its own
   * @throws {CloudFailure}
   */
  send(chat: string, body: MessageBody): Promise<string>;
  /** A person has written. @param at milliseconds since 1970 @throws {QueueUnavailable} */
  heard(chat: string, at: number): Promise<void>;
  /** How many messages wait for this person. @throws {QueueUnavailable} */
  waiting(chat: string): Promise<number>;
  /**
   * Sends what waits, oldest first, after a notice; nothing when nothing waits. May be called again. Throws as a
   * messenger does.
   */
  release(chat: string): Promise<void>;
  /** Meta failed a message that it had accepted: it waits, is sent again, or nothing can be done. */
  failed(chat: string, message: string, code: number): Promise<Aftermath>;
  /** Takes back a message that still waits. */
  drop(chat: string, message: string): Promise<void>;
  forget(chat: string): Promise<void>;
};

function isWindowClosed(failure: unknown): boolean {
  return failure instanceof CloudFailure && failure.code === WINDOW_CLOSED;
}

/**
 * @param noticeFor what is said before that which waited
 * @param onEvent counts `window-closed` (kept for later), `window-answered` (sent later), `window-lost`
 */
export function createOutbox({
  api,
  redis,
  waitingRedis,
  vault,
  noticeFor,
  onEvent,
  now = Date.now,
}: {
  api: Pick<CloudApi, "send">;
  /** Fails fast: for what Meta delivers again. */
  redis: Redis;
  waitingRedis: Redis;
  vault: Vault;
  noticeFor: (chat: string) => Promise<string>;
  onEvent: (event: string) => void;
  now?: () => number;
}): Outbox {
  const inSequence = createSequence();
  const { fast, patient } = createOutboxNotes({ redis, waitingRedis, vault });

  async function isOpen(chat: string): Promise<boolean> {
    const last = await patient.window.load(chat);
    return last !== undefined && now() - last < WINDOW_MS - MARGIN_MS;
  }

  async function somethingWaits(chat: string): Promise<boolean> {
    return ((await patient.waiting.load(chat)) ?? []).length > 0;
  }

  /** Keeps a message until the person writes. */
  async function keep(chat: string, body: MessageBody): Promise<string> {
    const id = `waiting-${randomUUID()}`;
    await changeKept(patient.waiting, chat, (list) => {
      const all = [...list, { id, body: { ...body }, at: now(), tries: 0 }];
      if (all.length > MOST_WAITING) onEvent("window-lost");
      return all.slice(-MOST_WAITING);
    });
    onEvent("window-closed");
    return id;
  }

  /** Sends without the quote when what it quotes is gone. */
  async function transmit(chat: string, body: MessageBody): Promise<string> {
    try {
      return await api.send(chat, body);
    } catch (error) {
      const misfit = error instanceof CloudFailure && WRONG_VALUE.includes(error.code ?? 0);
      if (!misfit || !("context" in body)) throw error;
      const { context: _, ...bare } = body;
      return api.send(chat, bare);
    }
  }

  async function sendNow(chat: string, body: MessageBody, tries: number): Promise<string> {
    const id = await transmit(chat, body);
    await changeKept(patient.sent, chat, (list) => {
      const recent = list.filter(({ at }) => now() - at < SENT_KEPT_SECONDS * 1_000);
      return [...recent, { id, body: { ...body }, at: now(), tries: tries + 1 }].slice(-MOST_SENT);
    });
    return id;
  }

  async function sendOrKeep(chat: string, body: MessageBody, tries = 0): Promise<string> {
    // Asked once: the person may write at any moment, and what waits came first.
    if (!(await isOpen(chat))) return keep(chat, body);
    await releaseAll(chat);
    if (await somethingWaits(chat)) return keep(chat, body);
    try {
      return await sendNow(chat, body, tries);
    } catch (error) {
      if (!isWindowClosed(error)) throw error;
      await patient.window.forget(chat);
      return keep(chat, body);
    }
  }

  async function releaseNext(chat: string): Promise<boolean> {
    const [next] = (await patient.waiting.load(chat)) ?? [];
    if (!next || !(await isOpen(chat))) return false;
    const outcome = await sendNow(chat, next.body, next.tries).then(
      () => "window-answered",
      (failure: unknown) => {
        if (isWindowClosed(failure)) return undefined;
        const error = toMessengerError(failure);
        // This very message is not taken, such as a picture that Meta keeps no longer; those after it are.
        if (!(error instanceof Rejected)) throw error;
        return "window-lost";
      },
    );
    if (outcome === undefined) {
      await patient.window.forget(chat);
      return false;
    }
    await changeKept(patient.waiting, chat, (list) => list.filter(({ id }) => id !== next.id));
    onEvent(outcome);
    return true;
  }

  async function releaseAll(chat: string): Promise<void> {
    if (!(await somethingWaits(chat)) || !(await isOpen(chat))) return;
    const notice = { type: "text", text: { body: await noticeFor(chat), preview_url: false } };
    try {
      await sendNow(chat, notice, 0);
    } catch (error) {
      if (!isWindowClosed(error)) throw toMessengerError(error);
      await patient.window.forget(chat);
      return;
    }
    while (await releaseNext(chat));
  }

  async function afterFailure(chat: string, message: string, code: number): Promise<Aftermath> {
    const known = ((await patient.sent.load(chat)) ?? []).find(({ id }) => id === message);
    if (!known) return "unknown";
    const close = () => changeKept(patient.sent, chat, (list) => list.filter(({ id }) => id !== message));
    if (code === WINDOW_CLOSED) {
      await patient.window.forget(chat);
      await keep(chat, known.body);
    } else if (mayPass(code) && known.tries < TRIES) await sendOrKeep(chat, known.body, known.tries);
    else {
      await close();
      return "given-up";
    }
    await close();
    return code === WINDOW_CLOSED ? "waits" : "again";
  }

  return {
    send: (chat, body) => inSequence(chat, () => sendOrKeep(chat, body)),
    async heard(chat, at) {
      const last = (await fast.window.load(chat)) ?? 0;
      if (at > last) await fast.window.save(chat, Math.min(at, now()));
    },
    waiting: async (chat) => ((await fast.waiting.load(chat)) ?? []).length,
    release: (chat) => inSequence(chat, () => releaseAll(chat)),
    failed: (chat, message, code) => inSequence(chat, () => afterFailure(chat, message, code)),
    drop: (chat, message) =>
      inSequence(chat, () =>
        message.startsWith("waiting-")
          ? changeKept(patient.waiting, chat, (list) => list.filter(({ id }) => id !== message))
          : Promise.resolve(),
      ),
    async forget(chat) {
      await inSequence(chat, () => Promise.all([patient.waiting.forget(chat), patient.sent.forget(chat)]));
    },
  };
}
