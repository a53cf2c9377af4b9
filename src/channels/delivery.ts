import { caseCodeOf } from "../core/case-code.ts";
import { reportable } from "../core/finding.ts";
import type { Picture } from "../core/picture.ts";
import type { Reading } from "../core/reading.ts";
import { negotiate } from "../i18n/languages.ts";
import { renderReading } from "../i18n/report.ts";
import type { Translator, Translators } from "../i18n/translator.ts";
import type { JobContext } from "../queue/consumer.ts";
import type { DeliveryLog } from "../queue/delivery-log.ts";
import type { ReplyJob } from "../queue/jobs.ts";
import type { PersonStudies } from "../queue/person-studies.ts";
import { type PhotoStore, photoKey, pictureKey } from "../queue/photo-store.ts";
import type { Receipts } from "../queue/receipts.ts";
import { RetryLater } from "../queue/retry.ts";
import type { StudyAges } from "../queue/study-ages.ts";
import type { Tallies } from "../queue/tallies.ts";
import type { Vault } from "../queue/vault.ts";
import type { Logger } from "../runtime/logger.ts";
import type { Metrics } from "../runtime/metrics.ts";
import { openAddress } from "./address.ts";
import type { CaseKeeper } from "./case-keeper.ts";
import { type Messenger, Outage, Rejected, type Rejection, RetryAfter } from "./messenger.ts";
import { resultButtons } from "./result-buttons.ts";
import { createSequence } from "./sequence.ts";

/** A text that the messenger itself will not take is tried this often: what keeps it from it may pass. */
const REFUSED_TRIES = 5;
/** An answer that comes later than this says which photo it is about. */
const LATE_MS = 15 * 60_000;

type PictureKind = Picture["kind"];
/** `send`: after the text. `offer`: a button below the text. */
type PicturePlan = "send" | "offer" | "none";

/** A picture is sent unasked only where it shows something above the alert level and the person can afford it. */
function planOf({ reading, pictures, lowData }: ReplyJob): PicturePlan {
  if (reading.outcome !== "findings" || pictures.length === 0) return "none";
  return lowData || reportable(reading.findings).length === 0 ? "offer" : "send";
}

/**
 * Makes the handler of one reply (DESIGN 3.7): the text, then the picture, each a reply to its own photo. Before each send
 * an intent is stored and after it a mark. Where a crash left an intent without a mark, the text goes out again under
 * the same case code; the picture does not, but a button offers it.
 */
export function createDelivery({
  account = "",
  messenger,
  translators,
  deliveries,
  receipts,
  studies,
  photos,
  cases,
  ages,
  tallies,
  vault,
  metrics,
  now = Date.now,
}: {
  account?: string;
  messenger: Messenger;
  translators: Translators;
  deliveries: DeliveryLog;
  receipts: Receipts;
  studies: Pick<PersonStudies, "isForgotten">;
  photos: PhotoStore;
  /** Absent where results take no feedback. */
  cases?: CaseKeeper;
  /** Absent where nobody is asked how old a patient is. */
  ages?: Pick<StudyAges, "use" | "of">;
  /** Counts answers for admins. */
  tallies?: Pick<Tallies, "count">;
  vault: Vault;
  metrics: Pick<Metrics, "stage" | "outcome" | "event">;
  now?: () => number;
}): (job: ReplyJob, context: JobContext) => Promise<void> {
  // With Redis away for longer than a job's lock, the job comes again while its first run still sends.
  const inSequence = createSequence();

  async function buttonsOf(job: ReplyJob, offered: PictureKind | undefined, to: Destination) {
    const asksAge = to.answerable && ages !== undefined && (await ages.of(job.study)) === undefined;
    const sameAs = to.answerable ? await cases?.otherCase(job, to.person, to.chat) : undefined;
    return resultButtons({ ...plainly(job, offered, to), asksAge, sameAs }, to.translator);
  }

  /** @returns the id of the message that holds the text */
  async function deliverText(job: ReplyJob, to: Destination): Promise<string> {
    const { study } = job;
    const before = await deliveries.intend(study, "text");
    if (before.state === "sent") return before.messageId;
    if (before.state === "intended") metrics.event("text-repeated");
    const age = job.reading.outcome !== "refused" ? await ages?.use(study) : undefined;
    const text = renderReading(job.reading as Reading, to.translator, {
      caseCode: caseCodeOf(study),
      receivedAt: new Date(job.receivedAt),
      late: now() - job.receivedAt > LATE_MS,
      lowData: job.lowData,
      age,
    });
    const offered = planOf(job) === "offer" ? job.pictures[0]?.kind : undefined;
    const buttons = await buttonsOf(job, offered, to);
    const sent = await messenger
      .sendText(to.chat, text, { replyTo: to.message, ...(buttons.length > 0 ? { buttons } : {}) })
      .catch(async (error: unknown) => {
        if (certainlyNotSent(error)) await deliveries.withdraw(study, "text");
        throw error;
      });
    await deliveries.markSent(study, "text", sent);
    // After the mark, so that no answer is counted twice; one that a crash leaves uncounted harms nobody.
    await tallies?.count(job.reading);
    metrics.stage("answer", now() - job.receivedAt);
    return sent;
  }

  async function deliverPicture(job: ReplyJob, kind: PictureKind, textMessage: string, to: Destination) {
    const { study } = job;
    const jpeg = await photos.get(pictureKey(study, kind));
    if (!jpeg) return "gone";
    const before = await deliveries.intend(study, "picture");
    if (before.state === "sent") return "sent";
    if (before.state === "intended") {
      metrics.event("picture-offered");
      if (!(await messenger.editButtons(to.chat, textMessage, await buttonsOf(job, kind, to)))) {
        // A message that cannot be changed any more, or at this messenger never: the offer comes as one of its own.
        const buttons = resultButtons({ ...plainly(job, kind, to), answerable: false }, to.translator);
        await messenger.sendText(to.chat, to.translator.t("picture-unsure"), {
          replyTo: to.message,
          buttons,
        });
      }
      return "offered";
    }
    const sent = await messenger
      .sendPicture(to.chat, jpeg, { replyTo: to.message })
      .catch(async (error: unknown) => {
        if (certainlyNotSent(error)) await deliveries.withdraw(study, "picture");
        throw error;
      });
    await deliveries.markSent(study, "picture", sent);
    return "sent";
  }

  async function erase(job: ReplyJob, { pictures }: { pictures: boolean }): Promise<void> {
    const kinds = pictures ? job.pictures.map(({ kind }) => kind) : [];
    await photos.delete(photoKey(job.study), ...kinds.map((kind) => pictureKey(job.study, kind)));
  }

  async function deliver(job: ReplyJob, to: Destination, log: Logger): Promise<void> {
    const textMessage = await deliverText(job, to);
    const receipt = await receipts.settle(job.study);
    if (receipt !== undefined) await messenger.deleteMessage(to.chat, receipt);
    const plan = planOf(job);
    const [picture] = job.pictures;
    let kept = plan === "offer";
    if (plan === "send" && picture) {
      const outcome = await deliverPicture(job, picture.kind, textMessage, to).catch((error: unknown) => {
        // This very picture is not taken; the person has the text.
        if (!(error instanceof Rejected) || error.reason !== "refused") throw error;
        log.error({ err: error }, "picture refused by the messenger");
        return "refused" as const;
      });
      kept = outcome === "offered";
    }
    await cases?.keepPhoto(job, to.person);
    await erase(job, { pictures: !kept });
    metrics.stage("deliver", now() - to.begun);
    metrics.event("delivered");
    log.info({ outcome: job.reading.outcome, milliseconds: now() - job.receivedAt }, "study answered");
  }

  /** Ends a study that has nobody to answer; quietly, for it is not a failure of ours. */
  async function end(job: ReplyJob, reason: Rejection, log: Logger): Promise<void> {
    await receipts.settle(job.study);
    await erase(job, { pictures: true });
    metrics.outcome(reason);
    log[reason === "refused" ? "error" : "info"]({ reason }, "study ended: nobody to answer");
  }

  async function handle(job: ReplyJob, { log, attempt }: JobContext): Promise<void> {
    if (await studies.isForgotten(job.study)) {
      await erase(job, { pictures: true });
      return;
    }
    const { chat, message, person, ...address } = openAddress(vault, job.study, job.address);
    // Another bot's chat: its messages have the same numbers as ours and are others.
    if (address.account !== account) return end(job, "vanished", log);
    const translator = translators.for(negotiate([job.language], "en"));
    try {
      const answerable = (await cases?.open(job, person, chat)) ?? false;
      await deliver(job, { chat, message, person, translator, answerable, begun: now() }, log);
    } catch (error) {
      if (error instanceof RetryAfter) throw new RetryLater(error.milliseconds);
      if (!(error instanceof Rejected)) throw error;
      if (error.reason === "refused" && attempt < REFUSED_TRIES) throw error;
      await end(job, error.reason, log);
    }
  }

  return (job, context) => inSequence(job.study, () => handle(job, context));
}

type Destination = {
  readonly chat: string;
  /** The photo's message. */
  readonly message: string;
  /** The sender, where known. */
  readonly person: string | undefined;
  readonly translator: Translator;
  /** Whether the result can be answered with feedback. */
  readonly answerable: boolean;
  /** Milliseconds since 1970. */
  readonly begun: number;
};

/** What can be done about a result, but for what is asked of the patient. */
function plainly({ reading }: ReplyJob, offered: PictureKind | undefined, to: Destination) {
  const above = reading.outcome === "findings" && reportable(reading.findings).length > 0;
  return {
    message: to.message,
    offered,
    above,
    asksAge: false,
    sameAs: undefined,
    answerable: to.answerable,
    claimed: reading.outcome !== "unsure",
  };
}

function certainlyNotSent(error: unknown): boolean {
  if (error instanceof RetryAfter || error instanceof Rejected) return true;
  return error instanceof Outage && !error.ambiguous;
}
