import { expect, it } from "vitest";
import { readMessage } from "../../../src/channels/whatsapp/arrival.ts";
import type { Message } from "../../../src/channels/whatsapp/library.ts";

const GROUP = "120363000000000001@g.us";

function message(overrides: object): Message {
  return {
    id: { _serialized: "false_245900@lid_3A" },
    from: "245900@lid",
    type: "chat",
    body: "hello",
    timestamp: 1_700_000_000,
    rawData: {},
    ...overrides,
  } as unknown as Message;
}

it("ids are taken as they come, and a quoted message of ours is named in full", () => {
  expect(readMessage(message({ rawData: { quotedStanzaID: "3EB0" } }), [])).toEqual({
    chat: "245900@lid",
    person: "245900@lid",
    message: "false_245900@lid_3A",
    receivedAt: 1_700_000_000_000,
    clientLanguages: [],
    incoming: { kind: "text", text: "hello" },
    quoted: "true_245900@lid_3EB0",
  });
});

it("a photo is named by its message, with its size where WhatsApp says it", () => {
  const photo = readMessage(message({ type: "image", rawData: { size: 5 } }), []);
  expect(photo?.photo).toEqual({ handle: JSON.stringify({ message: "false_245900@lid_3A", bytes: 5 }) });
  expect(readMessage(message({ type: "document" }), [])?.incoming).toEqual({ kind: "photo" });
});

it.each([
  ["a message of our own", { fromMe: true }],
  ["a status", { isStatus: true, from: "status@broadcast" }],
  ["a broadcast list", { broadcast: true }],
  ["a channel", { from: "1203@newsletter" }],
  ["a group nobody allowed", { from: GROUP, author: "245900@lid" }],
  ["a notice", { type: "e2e_notification" }],
  ["a deleted message", { type: "revoked" }],
  ["an album's head", { type: "album" }],
])("%s is not answered", (_, overrides) => expect(readMessage(message(overrides), [])).toBeUndefined());

it("in a group that is served, the person is the author and the answer goes to the group", () => {
  const arrival = readMessage(message({ from: GROUP, author: "245900@lid" }), [GROUP]);
  expect(arrival).toMatchObject({ chat: GROUP, person: "245900@lid" });
});
