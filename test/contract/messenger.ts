import { describe, expect, it } from "vitest";
import type { Messenger } from "../../src/channels/messenger.ts";
import { type TestHouse, testHouse } from "../runtime/owned.ts";

/** What a person sees of one message. */
type Seen = { text: string; replyTo: string | undefined; buttons: string[]; picture: boolean };

export type MessengerUnderTest = {
  readonly messenger: Messenger;
  readonly chat: string;
  /** A message of the person that can be answered. */
  readonly incoming: string;
  /** Our messages that the person sees now, oldest first. */
  seen(): Seen[] | Promise<Seen[]>;
  /** False where the messenger changes and deletes nothing that was sent. */
  readonly changes?: boolean;
};

/** What every messenger has to do; run for each of them. */
export function describeMessenger(
  name: string,
  open: (house: TestHouse) => Promise<MessengerUnderTest>,
): void {
  const house = testHouse();
  const JPEG = Buffer.from("some picture");

  describe(`the ${name} messenger`, () => {
    it("sends text as it is, without reading anything into it", async () => {
      const { messenger, chat, seen } = await open(house);
      const text = "Line 1\n*not bold* <b>nor this</b> _x_ 100 % هل توافق؟ 🚨";
      await messenger.sendText(chat, text);
      expect(await seen()).toEqual([{ text, replyTo: undefined, buttons: [], picture: false }]);
    });

    it("answers the message it is told to answer", async () => {
      const { messenger, chat, incoming, seen } = await open(house);
      await messenger.sendText(chat, "answer", { replyTo: incoming });
      await messenger.sendPicture(chat, JPEG, { replyTo: incoming });
      expect((await seen()).map(({ replyTo, picture }) => [replyTo, picture])).toEqual([
        [incoming, false],
        [incoming, true],
      ]);
    });

    it("names what it sent, so that it can be changed and deleted", async () => {
      const { messenger, chat, seen, changes = true } = await open(house);
      const first = await messenger.sendText(chat, "first", { buttons: [[{ id: "a", label: "A" }]] });
      const second = await messenger.sendText(chat, "second");
      expect(first).not.toBe(second);
      if (!changes) {
        const before = await seen();
        expect(await messenger.editText(chat, first, "changed", [[{ id: "b", label: "B" }]])).toBe(false);
        expect(await messenger.editButtons(chat, second, [[{ id: "c", label: "C" }]])).toBe(false);
        await messenger.deleteMessage(chat, second);
        expect(await seen()).toEqual(before);
        return;
      }
      expect(await messenger.editText(chat, first, "changed", [[{ id: "b", label: "B" }]])).toBe(true);
      expect(await messenger.editButtons(chat, second, [[{ id: "c", label: "C" }]])).toBe(true);
      expect((await seen()).map(({ text, buttons }) => [text, ...buttons])).toEqual([
        ["changed", "B"],
        ["second", "C"],
      ]);
      expect(await messenger.editButtons(chat, first, [])).toBe(true);
      await messenger.deleteMessage(chat, second);
      expect((await seen()).map(({ text, buttons }) => [text, ...buttons])).toEqual([["changed"]]);
    });

    it("may be asked twice to change or delete the same", async () => {
      const { messenger, chat, changes = true } = await open(house);
      const id = await messenger.sendText(chat, "text", { buttons: [[{ id: "a", label: "A" }]] });
      await messenger.editButtons(chat, id, []);
      expect(await messenger.editButtons(chat, id, [])).toBe(changes);
      await messenger.deleteMessage(chat, id);
      await messenger.deleteMessage(chat, id);
      expect(await messenger.editText(chat, id, "too late")).toBe(false);
      expect(await messenger.editButtons(chat, id, [])).toBe(false);
    });

    it("keeps rows of buttons in order", async () => {
      const { messenger, chat, seen } = await open(house);
      const rows = [
        [
          { id: "1", label: "One" },
          { id: "2", label: "Two" },
        ],
        [{ id: "3", label: "Three" }],
      ];
      await messenger.sendText(chat, "choose", { buttons: rows });
      expect((await seen())[0]?.buttons).toEqual(["One", "Two", "Three"]);
    });
  });
}
