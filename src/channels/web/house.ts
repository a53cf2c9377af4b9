import type { Translators } from "../../i18n/translator.ts";
import type { Invites } from "../../queue/invites.ts";
import type { MessageBoxes } from "../../queue/message-boxes.ts";
import type { PhotoStore } from "../../queue/photo-store.ts";
import type { RateLimit } from "../../queue/rate-limit.ts";
import type { StudyProgress } from "../../queue/study-progress.ts";
import type { Vault } from "../../queue/vault.ts";
import type { Visits } from "../../queue/visits.ts";
import type { Logger } from "../../runtime/logger.ts";
import type { Metrics } from "../../runtime/metrics.ts";
import type { IntakeSettings } from "../intake.ts";
import type { OpenChannel } from "../open-channel.ts";
import type { Assets } from "./assets.ts";
import type { Gate } from "./gate.ts";
import type { WebMessenger } from "./messenger.ts";
import type { UploadDesk } from "./upload-desk.ts";

/** What the handlers of requests share. */
export type House = {
  readonly service: OpenChannel;
  readonly messenger: WebMessenger;
  readonly boxes: MessageBoxes;
  readonly visits: Visits;
  readonly progress: StudyProgress;
  readonly photos: PhotoStore;
  readonly vault: Vault;
  readonly texts: Translators;
  readonly assets: Assets;
  readonly settings: IntakeSettings;
  readonly photoTtlSeconds: number;
  /** Photos of one person, as the intake counts them. */
  readonly photosOf: RateLimit;
  readonly invites: Pick<Invites, "isMember" | "redeem">;
  /** Photos from one address. */
  readonly photosFrom: RateLimit;
  /** Invitation codes tried from one address that were wrong. */
  readonly wrongCodesFrom: RateLimit;
  /** Everything else that is sent from one address. */
  readonly postsFrom: RateLimit;
  /** Looks at pages from one address: the milliseconds to wait, 0 for none. */
  readonly looksFrom: (address: string) => number;
  /** Where uploads wait to be read. */
  readonly uploads: UploadDesk;
  /** Photos that are being encrypted and stored at a time. */
  readonly intakeGate: Gate;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Aborts when the process has to end. */
  readonly closing: AbortSignal;
};
