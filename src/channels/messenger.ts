/** Something a person can press (or a number they can answer with). */
type Button = {
  /** What comes back when it is pressed; at most 64 bytes. */
  readonly id: string;
  readonly label: string;
};

/** Rows of buttons below a message. */
export type Buttons = readonly (readonly Button[])[];

type TextOptions = {
  readonly buttons?: Buttons;
  /** The message this answers. When that message is gone, the text is sent all the same. */
  readonly replyTo?: string;
};

type PictureOptions = { readonly caption?: string; readonly replyTo?: string };

/**
 * All that conversation and delivery ask of a messenger. Chats and messages are named by the messenger's own ids, as
 * text. Every method throws {@link Rejected}, {@link RetryAfter} or {@link Outage}, and nothing else that a messenger
 * can cause; none of their messages holds a token or a person's data.
 */
export type Messenger = {
  /** @returns the id of the message sent */
  sendText(chat: string, text: string, options?: TextOptions): Promise<string>;
  /** @returns the id of the message sent */
  sendPicture(chat: string, jpeg: Uint8Array, options?: PictureOptions): Promise<string>;
  /** Replaces a message's text and buttons. @returns false where that cannot be done (too old, deleted, no such skill) */
  editText(chat: string, message: string, text: string, buttons?: Buttons): Promise<boolean>;
  /** Replaces the buttons below a message; none removes them. @returns false where that cannot be done */
  editButtons(chat: string, message: string, buttons: Buttons): Promise<boolean>;
  /** Deletes a message that was sent. One that is already gone, or too old to be deleted, is no failure. */
  deleteMessage(chat: string, message: string): Promise<void>;
};

/** Why a messenger says no for good. `refused`: this very message is at fault, another may pass. */
export type Rejection = "blocked" | "vanished" | "refused";

/** The messenger will not take this, now or later. */
export class Rejected extends Error {
  override name = "Rejected";
  readonly reason: Rejection;

  constructor(reason: Rejection, detail = "") {
    super(`the messenger rejected a call: ${reason}${detail && ` (${detail})`}`);
    this.reason = reason;
  }
}

/** The messenger asks us to wait; nothing was sent. */
export class RetryAfter extends Error {
  override name = "RetryAfter";
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`the messenger asks to wait ${milliseconds} ms`);
    this.milliseconds = milliseconds;
  }
}

/** The messenger cannot be reached, or broke down while answering. */
export class Outage extends Error {
  override name = "Outage";
  /** True when the message may have been accepted: the connection ended after the call had gone out. */
  readonly ambiguous: boolean;

  constructor(detail: string, { ambiguous }: { ambiguous: boolean }) {
    super(`the messenger is out of reach: ${detail}${ambiguous ? ", after the call had gone out" : ""}`);
    this.ambiguous = ambiguous;
  }
}
