import type { Invites } from "../queue/invites.ts";
import type { Channel } from "../queue/jobs.ts";
import type { PersonStore } from "../queue/person-store.ts";
import type { PersonStudies } from "../queue/person-studies.ts";
import type { Receipts } from "../queue/receipts.ts";
import type { Person } from "./person.ts";
import type { WaitingRoom } from "./waiting-room.ts";

/**
 * Erases all that is kept about a person: held and queued photos, pictures, jobs, membership, settings. What is left runs
 * out by itself: counts of the last hour, and the marks that keep studies in hand from being answered.
 *
 * @returns messages of receipts that have nothing to wait for any more
 */
export function createForgetPerson({
  channel,
  waitingRoom,
  studies,
  receipts,
  invites,
  persons,
}: {
  channel: Channel;
  waitingRoom: WaitingRoom;
  studies: PersonStudies;
  receipts: Receipts;
  invites: Invites;
  persons: PersonStore<Person>;
}): (person: string) => Promise<string[]> {
  return async (person) => {
    await waitingRoom.clear(person);
    const messages: string[] = [];
    await studies.forget(channel, person, async (study) => {
      const receipt = await receipts.settle(study);
      if (receipt !== undefined && !messages.includes(receipt)) messages.push(receipt);
    });
    await invites.remove(channel, person);
    await persons.forget(channel, person);
    return messages;
  };
}
