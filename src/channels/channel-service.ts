import { CASE_DAYS } from "../core/retention.ts";
import type { Translators } from "../i18n/translator.ts";
import { createCaseReadings } from "../queue/case-readings.ts";
import type { JobContext } from "../queue/consumer.ts";
import { createDeliveryLog } from "../queue/delivery-log.ts";
import { createFeedbackStore } from "../queue/feedback-store.ts";
import { createHeldPhotos } from "../queue/held-photos.ts";
import { createHouseWatch, type HouseWatch } from "../queue/house-state.ts";
import { createInvites } from "../queue/invites.ts";
import type { Channel, FetchJob, ReplyJob } from "../queue/jobs.ts";
import { createPeople } from "../queue/people.ts";
import { createPersonStore, type PersonStore } from "../queue/person-store.ts";
import { createPersonStudies } from "../queue/person-studies.ts";
import { createPhotoStore } from "../queue/photo-store.ts";
import { createProducer } from "../queue/producer.ts";
import { createRateLimit } from "../queue/rate-limit.ts";
import { createReceipts } from "../queue/receipts.ts";
import type { Redis } from "../queue/redis.ts";
import { createStudyAges } from "../queue/study-ages.ts";
import { createTallies } from "../queue/tallies.ts";
import { TROUBLE_LIMITS } from "../queue/troubles.ts";
import type { Vault } from "../queue/vault.ts";
import type { Logger } from "../runtime/logger.ts";
import type { Metrics } from "../runtime/metrics.ts";
import { createAccept } from "./accept.ts";
import { renderStatus } from "./admin-words.ts";
import type { AlertSettings } from "./alert-watch.ts";
import { createCaseKeeper } from "./case-keeper.ts";
import { type Courier, createCourier } from "./courier.ts";
import { createDelivery } from "./delivery.ts";
import { createFetchPhoto } from "./fetch-photo.ts";
import { createForgetPerson } from "./forget-person.ts";
import { createGiveAge } from "./give-age.ts";
import { createIntake, type Intake, type IntakeSettings } from "./intake.ts";
import { createJoinCases } from "./join-cases.ts";
import type { Messenger } from "./messenger.ts";
import { createOtherCase } from "./other-case.ts";
import { createPerformer } from "./perform.ts";
import { isAgreedPerson, Person } from "./person.ts";
import type { PhotoOrigin } from "./photo-origin.ts";
import { createReceiptDesk } from "./receipt-desk.ts";
import { createRedeemCode } from "./redeem-code.ts";
import { createResultDesk } from "./result-desk.ts";
import { createShowPicture } from "./show-picture.ts";
import { createSpeaker, type Speaker } from "./speaker.ts";
import { createStudyNames } from "./study-names.ts";
import { createWaitingRoom } from "./waiting-room.ts";

/** Invitation codes a person may try in an hour. */
const CODES_PER_HOUR = 10;
/** What Redis gets to remember the last receipts when the process ends. */
const LAST_RECEIPTS_MS = 1_000;
/** Longer than the photo itself, so that a picture that is still offered can be erased too. */
const STUDIES_KEPT_EXTRA_SECONDS = 2 * 86_400;

export type ChannelServiceOptions = {
  readonly channel: Channel;
  readonly messenger: Messenger;
  /**
   * Which of the messenger's accounts (bots, numbers) this is, where message ids are counted per account: another one's message of the
   * same number is another study.
   */
  readonly account?: string;
  /** Where photos come from, for channels whose messages only name them. */
  readonly origin?: PhotoOrigin;
  /** Fails fast: for what a messenger can deliver again. */
  readonly redis: Redis;
  /** Waits: for marks that must be made once something has been sent. */
  readonly waitingRedis: Redis;
  readonly vault: Vault;
  readonly translators: Translators;
  readonly settings: IntakeSettings;
  readonly photoTtlSeconds: number;
  readonly photosPerHour: number;
  /** Whether results can be answered with feedback (default: yes). */
  readonly takesFeedback?: boolean;
  /** How long somebody who stays away is remembered; for ever unless given. */
  readonly personsKeptSeconds?: number;
  /** From when on admins are told of something. */
  readonly alerts?: AlertSettings;
  readonly log: Logger;
  readonly metrics: Metrics;
};

/** What a channel does, free of its messenger: taking in, saying, fetching, delivering. */
export type ChannelService = {
  readonly intake: Intake;
  readonly speaker: Speaker;
  readonly courier: Courier;
  readonly persons: PersonStore<Person>;
  /** The state of the house, for admins. */
  readonly house: HouseWatch;
  /** Handler of `fetches-<channel>`. */
  fetchPhoto(job: FetchJob, context: JobContext): Promise<void>;
  /** Handler of `replies-<channel>`. */
  deliver(job: ReplyJob, context: JobContext): Promise<void>;
  /** Sends what is still to be said. */
  close(milliseconds: number): Promise<void>;
};

/** Puts a channel's parts together. */
export function createChannelService({
  channel,
  messenger,
  account = "",
  origin,
  redis,
  waitingRedis,
  vault,
  translators,
  settings,
  photoTtlSeconds,
  photosPerHour,
  takesFeedback = true,
  personsKeptSeconds,
  alerts,
  log,
  metrics,
}: ChannelServiceOptions): ChannelService {
  const patience = { redis: waitingRedis, patienceMilliseconds: Number.POSITIVE_INFINITY };
  const keptSeconds = photoTtlSeconds + STUDIES_KEPT_EXTRA_SECONDS;
  const photos = createPhotoStore({ redis, vault });
  const receipts = createReceipts({ redis });
  const studyOf = createStudyNames({ channel, account, vault });
  const producer = createProducer({ redis, photos, photoTtlSeconds });
  const studies = createPersonStudies({ redis, vault, keptSeconds });
  const persons = createPersonStore({ redis, vault, schema: Person, keptSeconds: personsKeptSeconds });
  const invites = createInvites({ redis, vault });
  const people = createPeople({ redis, vault });
  const feedback = createFeedbackStore({ redis, vault });
  const rateLimit = createRateLimit({ redis, vault, perHour: photosPerHour });
  const ageSeconds = Math.max(photoTtlSeconds, CASE_DAYS * 86_400);
  const ages = createStudyAges({ redis, vault, keptSeconds: ageSeconds });
  const readings = createCaseReadings({ redis, vault });
  const resultDesk = createResultDesk({
    channel,
    vault,
    studyOf,
    photos,
    feedback,
    ages,
    otherCase: createOtherCase({ channel, vault, feedback, readings }),
    translators,
  });
  const courier = createCourier({ log, onEvent: metrics.event });
  const speaker = createSpeaker({ messenger, courier, translators });
  const house = createHouseWatch({ redis, vault, hasAgreed: isAgreedPerson });
  const receiptDesk = createReceiptDesk({
    messenger,
    courier,
    translators,
    receipts,
    patientReceipts: createReceipts(patience),
    deliveries: createDeliveryLog({ redis }),
    ...(takesFeedback ? { ages } : {}),
    onLost: (err) => log.warn({ err }, "receipt not remembered: it stays in its chat"),
  });
  const waitingRoom = createWaitingRoom({
    channel,
    account,
    held: createHeldPhotos({ redis, vault }),
    photos,
  });
  const performer = createPerformer({
    channel,
    vault,
    admins: settings.admins,
    studyOf,
    accept: createAccept({ channel, account, studyOf, vault, producer, rateLimit, receipts, ages, studies }),
    waitingRoom,
    redeemCode: createRedeemCode({
      channel,
      vault,
      invites,
      codes: createRateLimit({ redis, vault, perHour: CODES_PER_HOUR }),
      onEvent: metrics.event,
    }),
    forgetPerson: createForgetPerson({
      channel,
      waitingRoom,
      studies,
      receipts,
      invites,
      feedback,
      ages,
      readings,
      people,
      persons,
      vault,
    }),
    receiptDesk,
    people,
    feedback,
    giveAge: createGiveAge({
      studyOf,
      ages,
      receipts,
      resultDesk,
      messenger,
      courier,
      speaker,
      translators,
    }),
    joinCases: createJoinCases({
      channel,
      vault,
      studyOf,
      feedback,
      readings,
      ages,
      resultDesk,
      messenger,
      courier,
      translators,
    }),
    describeHouse: async (language) =>
      renderStatus(await house.read(), alerts ?? TROUBLE_LIMITS, translators.for(language)),
    showPicture: createShowPicture({
      studyOf,
      photos,
      resultDesk,
      messenger,
      courier,
      speaker,
    }),
    messenger,
    courier,
    speaker,
    onEvent: metrics.event,
  });
  const intake = createIntake({
    channel,
    settings,
    vault,
    persons,
    invites,
    people,
    performer,
    speaker,
    log,
  });
  const waitingPhotos = createPhotoStore({ vault, ...patience });
  const waitingStudies = createPersonStudies({ vault, keptSeconds, ...patience });
  const waitingProducer = createProducer({ photos: waitingPhotos, photoTtlSeconds, ...patience });
  const cases = createCaseKeeper({
    feedback: createFeedbackStore({ vault, ...patience }),
    persons: createPersonStore({ vault, schema: Person, ...patience }),
    studies: waitingStudies,
    photos: waitingPhotos,
    readings: createCaseReadings({ vault, ...patience }),
    vault,
    onEvent: metrics.event,
  });
  const deliver = createDelivery({
    account,
    messenger,
    translators,
    deliveries: createDeliveryLog(patience),
    receipts: createReceipts(patience),
    studies: waitingStudies,
    photos: waitingPhotos,
    ...(takesFeedback
      ? { cases, ages: createStudyAges({ vault, keptSeconds: ageSeconds, ...patience }) }
      : {}),
    tallies: createTallies(patience),
    vault,
    metrics,
  });
  const fetchPhoto = createFetchPhoto({
    account,
    origin: origin ?? { download: () => Promise.reject(new Error(`${channel} has no photos to fetch`)) },
    producer: waitingProducer,
    studies: waitingStudies,
    vault,
    metrics,
    photoTtlMilliseconds: photoTtlSeconds * 1_000,
  });

  return {
    intake,
    speaker,
    courier,
    persons,
    house,
    fetchPhoto,
    deliver,
    async close(milliseconds) {
      receiptDesk.flush();
      await courier.settled(milliseconds);
      await receiptDesk.close(LAST_RECEIPTS_MS);
      await courier.close(milliseconds);
      await Promise.all([producer, waitingProducer, studies, waitingStudies, house].map((it) => it.close()));
    },
  };
}
