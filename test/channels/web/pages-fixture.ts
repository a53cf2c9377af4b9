import { createWebMessenger } from "../../../src/channels/web/messenger.ts";
import { createMessageBoxes } from "../../../src/queue/message-boxes.ts";
import { createPhotoStore } from "../../../src/queue/photo-store.ts";
import { closeRedis, openWaitingRedis } from "../../../src/queue/redis.ts";
import { createVisits } from "../../../src/queue/visits.ts";
import { openRedis, vault } from "../../queue/redis-fixture.ts";
import type { TestHouse } from "../../runtime/owned.ts";

export const CHAT = "a session of thirty-two characters";
export const PHOTO = "0123456789abcdef0123456789abcdef";

/** The messenger over a real Redis, with the page of one photo open. */
export async function openPages(house: TestHouse, seconds = 60) {
  const { url } = await openRedis(house);
  const redis = house.own("redis", openWaitingRedis(url, { log: house.log }), closeRedis);
  const boxes = createMessageBoxes({ redis, vault });
  const visits = createVisits({ redis, vault, seconds });
  const messenger = createWebMessenger({
    boxes,
    visits,
    photos: createPhotoStore({ redis, vault }),
    seconds,
  });
  await boxes.open(boxes.nameOf(CHAT, PHOTO), "a photo", seconds);
  return { redis, boxes, visits, messenger };
}
