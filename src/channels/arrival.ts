import type { AgeGroup } from "../core/age.ts";
import type { PhotoSource } from "./accept.ts";
import type { Incoming } from "./event.ts";

/** Something a person sent, as a channel hands it over. Ids are the messenger's own, as text. */
export type Arrival = {
  readonly chat: string;
  readonly person: string;
  readonly message: string;
  /** Milliseconds since 1970, as the messenger says. */
  readonly receivedAt: number;
  /** Language tags the client reports, the most wanted first. */
  readonly clientLanguages: readonly string[];
  readonly incoming: Incoming;
  /** Comes with `photo`. */
  readonly photo?: PhotoSource;
  readonly album?: string;
  /** The patient's age, where it came with the photo. */
  readonly age?: AgeGroup;
  /** The message whose button was pressed. */
  readonly pressed?: string;
};
