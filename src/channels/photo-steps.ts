import { say } from "./effect.ts";
import { HOW_TO_CHOICES, languageOf, nextStep, showHowTo } from "./onboarding.ts";
import { type Circumstances, isReady, type Person } from "./person.ts";
import { type Step, tell } from "./step.ts";

/** Photos of one album come within seconds: they get one notice, not ten. */
const NOTICE_AGAIN_MS = 15_000;

/** A photo came in: it is read, or put aside until its sender has agreed to the terms. */
export function onPhoto(person: Person, at: Circumstances): Step {
  if (person.stopped) return tell(person, at, "stopped", { place: "reply" });
  if (isReady(person, at)) return { person, effects: [{ do: "accept-photo" }] };
  const recently = person.heldAt !== null && at.now - person.heldAt < NOTICE_AGAIN_MS;
  if (recently && person.heldNoticeTo !== at.message) {
    return { person: { ...person, heldAt: at.now }, effects: [{ do: "hold-photo" }] };
  }
  const holding = { ...person, heldAt: at.now, heldNoticeTo: at.message };
  const notice = say(languageOf(person, at), "photo-held", { place: "reply" });
  return { person: holding, effects: [{ do: "hold-photo" }, notice, nextStep(person, at)] };
}

/** Photos that were put aside have been accepted, as far as their time was not up. */
export function onReleased(
  { photos, unread }: { photos: number; unread: number },
  person: Person,
  at: Circumstances,
): Step {
  const released = { ...person, heldAt: null };
  if (photos > 0) {
    return tell(released, at, "photos-released", { args: { count: photos }, choices: HOW_TO_CHOICES });
  }
  if (unread > 0) return { person: released, effects: [showHowTo(person, at)] };
  const key = person.heldAt === null ? "terms-agreed" : "photo-held-expired";
  return {
    person: released,
    effects: [say(languageOf(person, at), key), showHowTo(person, at)],
  };
}
