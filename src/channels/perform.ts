import { unreachable } from "../core/unreachable.ts";
import type { Verdict } from "../core/verdict.ts";
import type { Language } from "../i18n/languages.ts";
import type { FeedbackStore } from "../queue/feedback-store.ts";
import type { Channel } from "../queue/jobs.ts";
import type { People } from "../queue/people.ts";
import type { Vault } from "../queue/vault.ts";
import type { Accept, ArrivedPhoto } from "./accept.ts";
import type { Arrival } from "./arrival.ts";
import type { Courier } from "./courier.ts";
import type { Effect } from "./effect.ts";
import type { Outcome } from "./event.ts";
import type { GiveAge } from "./give-age.ts";
import type { JoinCases } from "./join-cases.ts";
import type { Messenger } from "./messenger.ts";
import { languageOf } from "./onboarding.ts";
import type { Circumstances, Person } from "./person.ts";
import type { AcceptedPhoto, ReceiptDesk } from "./receipt-desk.ts";
import type { createShowPicture } from "./show-picture.ts";
import type { Place, Speaker } from "./speaker.ts";
import type { StudyOf } from "./study-names.ts";
import type { WaitingRoom } from "./waiting-room.ts";

/** The message that an effect or outcome is about. */
export type Target = Place;

type Scene = {
  readonly person: Person;
  readonly circumstances: Circumstances;
  readonly target: Target;
};

/** Carries out what the conversation wants done for one arrival. */
type Visit = {
  /**
   * Durable things are done at once; what is to be said waits for {@link Visit.end}.
   *
   * @throws {QueueUnavailable}
   */
  perform(effect: Effect, scene: Scene): Promise<{ event: Outcome; target: Target }[]>;
  /** Says what is to be said, receipts last. Called when everything durable is done. */
  end(): Promise<void>;
};

export type Performer = { visit(arrival: Arrival): Visit };

type PerformerDeps = {
  channel: Channel;
  vault: Vault;
  /** Ids of people without a limit. */
  admins: readonly string[];
  studyOf: StudyOf;
  accept: Accept;
  waitingRoom: WaitingRoom;
  redeemCode: (person: string, code: string) => Promise<Outcome>;
  /** @returns messages of ours to delete */
  forgetPerson: (person: string) => Promise<string[]>;
  receiptDesk: ReceiptDesk;
  people: Pick<People, "countStudy">;
  feedback: FeedbackStore;
  giveAge: GiveAge;
  joinCases: JoinCases;
  showPicture: ReturnType<typeof createShowPicture>;
  /** The state of the house in an admin's language. */
  describeHouse: (language: Language) => Promise<string>;
  messenger: Messenger;
  courier: Courier;
  speaker: Speaker;
  onEvent: (event: string) => void;
};

export function createPerformer(deps: PerformerDeps): Performer {
  const { channel, admins, vault, studyOf, accept, waitingRoom, speaker, onEvent } = deps;

  return {
    visit(arrival) {
      const { chat, person: sender, photo: source } = arrival;
      const words: (() => void)[] = [];
      const accepted: AcceptedPhoto[] = [];
      const released: string[] = [];

      function arrivedPhoto(): ArrivedPhoto {
        if (!source) throw new Error("the conversation asked for a photo that did not come");
        const { message, album, age, receivedAt } = arrival;
        return {
          study: studyOf(chat, message),
          chat,
          message,
          receivedAt,
          source,
          ...(album === undefined ? {} : { album }),
          ...(age === undefined ? {} : { age }),
        };
      }

      async function take(
        photo: ArrivedPhoto,
        { person, circumstances }: Scene,
      ): Promise<Outcome | undefined> {
        const acceptance = await accept(photo, {
          person: sender,
          language: languageOf(person, circumstances),
          lowData: person.lowData.on,
          freeOfLimit: admins.includes(sender),
        });
        if (!acceptance.accepted) {
          onEvent("photo-limited");
          return { kind: "limited", waitMilliseconds: acceptance.waitMilliseconds };
        }
        if (acceptance.photo.added) {
          onEvent("photo-accepted");
          await deps.people.countStudy(channel, sender);
          await deps.feedback.noteStudy(channel, vault.pseudonym(channel, sender), photo.study);
        }
        accepted.push(acceptance.photo);
        return undefined;
      }

      async function release(scene: Scene) {
        const held = await waitingRoom.list(sender);
        const late = await waitingRoom.expired(sender);
        const others: { event: Outcome; target: Target }[] = [];
        for (const { message, study } of late) {
          others.push({ event: { kind: "held-expired" }, target: { chat, message } });
          released.push(study);
        }
        let photos = 0;
        for (const photo of held) {
          const outcome = await take(photo, scene);
          if (outcome) others.push({ event: outcome, target: { chat, message: photo.message } });
          else photos += 1;
          released.push(photo.study);
        }
        const event = { kind: "released", photos, unread: others.length } as const;
        return [{ event, target: scene.target }, ...others];
      }

      async function forget(): Promise<void> {
        for (const receipt of await deps.forgetPerson(sender)) {
          words.push(() => deps.courier.send(chat, () => deps.messenger.deleteMessage(chat, receipt)));
        }
        onEvent("forgotten");
      }

      async function giveFeedback(message: string, verdict: Verdict | null): Promise<Outcome> {
        const study = studyOf(chat, message);
        const person = vault.pseudonym(channel, sender);
        const kept = await (verdict === null
          ? deps.feedback.withdraw(study, person)
          : deps.feedback.give(study, person, verdict));
        if (!kept) return { kind: "feedback-closed" };
        onEvent(`feedback-${verdict?.kind ?? "withdrawn"}`);
        return { kind: "feedback-kept", message, verdict };
      }

      return {
        async perform(effect, scene) {
          const { target } = scene;
          const about = (event: Outcome | undefined) => (event ? [{ event, target }] : []);
          switch (effect.do) {
            case "say":
              words.push(() => speaker.say(effect, target));
              return [];
            case "accept-photo":
              return about(await take(arrivedPhoto(), scene));
            case "hold-photo": {
              const held = await waitingRoom.hold(sender, arrivedPhoto());
              onEvent(held ? "photo-held" : "photo-not-held");
              return held ? [] : about({ kind: "hold-full" });
            }
            case "release-held":
              return release(scene);
            case "forget-held":
              await waitingRoom.clear(sender);
              return [];
            case "redeem-code":
              return about(await deps.redeemCode(sender, effect.code));
            case "forget-person":
              await forget();
              return [];
            case "show-picture":
              words.push(() =>
                deps.showPicture(effect, arrival, languageOf(scene.person, scene.circumstances)),
              );
              return [];
            case "show-status": {
              // Read now: with Redis away the command comes again, instead of going unanswered.
              const text = await deps.describeHouse(languageOf(scene.person, scene.circumstances));
              words.push(() =>
                deps.courier.send(chat, async () => void (await deps.messenger.sendText(chat, text))),
              );
              return [];
            }
            case "give-feedback":
              return about(await giveFeedback(effect.message, effect.verdict));
            case "give-age": {
              const language = languageOf(scene.person, scene.circumstances);
              const { outcome, show } = await deps.giveAge(effect, arrival, language);
              words.push(show);
              return [{ event: outcome, target: { chat, message: effect.message } }];
            }
            case "join-cases": {
              const language = languageOf(scene.person, scene.circumstances);
              const joining = await deps.joinCases.join(effect, arrival, language);
              if ("outcome" in joining) return about(joining.outcome);
              words.push(joining.show);
              return [];
            }
            case "part-cases":
              return about(await deps.joinCases.part(effect.message, arrival));
            case "erase-given":
              await deps.feedback.erasePhotos(channel, vault.pseudonym(channel, sender));
              return [];
            case "retire-choices": {
              const { pressed } = arrival;
              if (pressed === undefined) return [];
              words.push(() =>
                deps.courier.send(chat, async () => {
                  await deps.messenger.editButtons(chat, pressed, []);
                }),
              );
              return [];
            }
            default:
              return unreachable(effect);
          }
        },
        async end() {
          for (const speak of words) speak();
          for (const photo of accepted) await deps.receiptDesk.accepted(photo);
          await waitingRoom.drop(sender, released);
        },
      };
    },
  };
}
