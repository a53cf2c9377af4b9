import type { CaseReadings } from "../queue/case-readings.ts";
import type { FeedbackStore } from "../queue/feedback-store.ts";
import type { Invites } from "../queue/invites.ts";
import type { Channel } from "../queue/jobs.ts";
import type { People } from "../queue/people.ts";
import type { PersonStore } from "../queue/person-store.ts";
import type { PersonStudies } from "../queue/person-studies.ts";
import type { Receipts } from "../queue/receipts.ts";
import type { StudyAges } from "../queue/study-ages.ts";
import type { Vault } from "../queue/vault.ts";
import type { Person } from "./person.ts";
import type { WaitingRoom } from "./waiting-room.ts";

/**
 * Erases all that is kept about a person: held, queued and given photos, pictures, jobs, feedback, patients' ages, membership,
 * days and counts, settings. What is left runs out by itself: counts of the last hour, and marks without content that keep
 * studies in hand from being answered (`FORGOTTEN_DAYS`). That somebody is shut out stays.
 *
 * @returns messages of receipts that have nothing to wait for any more
 */
export function createForgetPerson({
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
}: {
  channel: Channel;
  waitingRoom: WaitingRoom;
  studies: PersonStudies;
  receipts: Receipts;
  invites: Invites;
  feedback: Pick<FeedbackStore, "forget" | "studiesOf">;
  ages: Pick<StudyAges, "forget">;
  readings: Pick<CaseReadings, "forget">;
  people: Pick<People, "forget">;
  persons: PersonStore<Person>;
  vault: Vault;
}): (person: string) => Promise<string[]> {
  return async (person) => {
    await waitingRoom.clear(person);
    const messages: string[] = [];
    await studies.forget(channel, person, async (study) => {
      const receipt = await receipts.settle(study);
      if (receipt !== undefined && !messages.includes(receipt)) messages.push(receipt);
    });
    // After the studies are marked: what a delivery keeps meanwhile, it erases again.
    const pseudonym = vault.pseudonym(channel, person);
    const cases = await feedback.studiesOf(channel, pseudonym);
    await ages.forget(cases);
    await readings.forget(cases);
    await feedback.forget(channel, pseudonym);
    await invites.remove(channel, person);
    await people.forget(channel, person);
    await persons.forget(channel, person);
    return messages;
  };
}
