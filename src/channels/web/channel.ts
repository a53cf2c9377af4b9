import { createInvites } from "../../queue/invites.ts";
import { createMessageBoxes } from "../../queue/message-boxes.ts";
import { createPhotoStore } from "../../queue/photo-store.ts";
import { createRateLimit } from "../../queue/rate-limit.ts";
import { createStudyProgress } from "../../queue/study-progress.ts";
import { createVisits } from "../../queue/visits.ts";
import { type ChannelFoundation, openChannel, type RunningChannel } from "../open-channel.ts";
import { createApi } from "./api.ts";
import { loadAssets } from "./assets.ts";
import { createGate } from "./gate.ts";
import type { House } from "./house.ts";
import { keepReading } from "./kept-reading.ts";
import { createLookLimit } from "./look-limit.ts";
import { createWebMessenger } from "./messenger.ts";
import { createRoutes } from "./routes.ts";
import { startWebServer } from "./server.ts";
import { SESSION_SECONDS } from "./session.ts";
import { createWebTexts } from "./texts.ts";
import { createUploadDesk } from "./upload-desk.ts";

/**
 * Uploads under way: one photo of the largest kind, or many of the usual. A phone on a thin line takes half a minute,
 * so many are read at a time; those who wait do so for less than a browser's patience.
 */
const UPLOADS = { bytes: 24 * 1024 * 1024, reading: 48, fromOne: 24, waiting: 200 };
const UPLOAD_PATIENCE_MS = 20_000;
/** Photos being encrypted and stored at a time: each takes several times its size. */
const STORED_AT_ONCE = 3;
/** Buttons and commands from one address: many phones may share one. */
const POSTS_PER_HOUR = 1_000;
const WRONG_CODES_PER_HOUR = 10;

export type WebSettings = {
  readonly host: string;
  readonly port: number;
  /** As people see it, such as `https://xray.example`; undefined: as each request says. */
  readonly publicUrl: string | undefined;
  readonly trustedProxies: number;
  readonly photosPerAddress: number;
  readonly looksPerAddress: number;
};

/**
 * Starts the web page: first the consumer of replies, then the server.
 *
 * @throws {UserError} when the port is taken
 */
export async function createWebChannel(
  { host, port, publicUrl, trustedProxies, photosPerAddress, looksPerAddress }: WebSettings,
  foundation: ChannelFoundation,
): Promise<RunningChannel> {
  const { redis, vault, photoTtlSeconds, lifecycle, log, metrics, settings } = foundation;
  const assets = await loadAssets();
  const texts = createWebTexts(foundation.translators);
  const boxes = createMessageBoxes({ redis, vault });
  const visits = createVisits({ redis, vault, seconds: photoTtlSeconds });
  const photos = createPhotoStore({ redis, vault });
  const messenger = createWebMessenger({ boxes, visits, photos, seconds: photoTtlSeconds });
  const service = await openChannel(
    "web",
    { messenger, onDelivered: (job) => keepReading(boxes, vault, job) },
    { ...foundation, translators: texts, personsKeptSeconds: SESSION_SECONDS },
  );
  const limit = (perHour: number) => createRateLimit({ redis, vault, perHour });
  const house: House = {
    service,
    messenger,
    boxes,
    visits,
    progress: lifecycle.own("progress", createStudyProgress({ redis }), (it) => it.close()),
    photos,
    vault,
    texts,
    assets,
    settings,
    photoTtlSeconds,
    photosOf: limit(foundation.photosPerHour),
    photosFrom: limit(photosPerAddress),
    wrongCodesFrom: limit(WRONG_CODES_PER_HOUR),
    postsFrom: limit(POSTS_PER_HOUR),
    invites: createInvites({ redis, vault }),
    looksFrom: createLookLimit(looksPerAddress),
    uploads: createUploadDesk({
      most: UPLOADS,
      patienceMilliseconds: UPLOAD_PATIENCE_MS,
      closing: lifecycle.closing,
    }),
    intakeGate: createGate(STORED_AT_ONCE),
    log,
    metrics,
    closing: lifecycle.closing,
  };
  const server = await startWebServer({
    routes: createRoutes(house, createApi(house)),
    assets,
    settings: { publicOrigin: publicUrl && new URL(publicUrl).origin, trustedProxies },
    host,
    port,
    log,
  });
  lifecycle.own("web server", server, (it) => it.close());
  log.info({ port: server.port }, "web channel ready");
  return {
    ended: new Promise(() => {}),
    trouble: () => service.consumerTrouble() ?? (server.listening() ? undefined : "the page is not served"),
  };
}
