import { expect, it } from "vitest";
import { toError, toMessengerError, within } from "../../../src/channels/whatsapp/failures.ts";

it.each([
  ["auth timeout", { name: "Outage", ambiguous: true }],
  [new Error("Protocol error (Runtime.callFunctionOn): Target closed"), { name: "Outage", ambiguous: true }],
  [new Error("Execution context was destroyed"), { name: "Outage", ambiguous: true }],
  [new Error("/x/upload: 500"), { name: "Outage", ambiguous: false }],
  [new Error("media-fault: sendToChat filehash undefined"), { name: "Outage", ambiguous: false }],
  [new Error("No LID for user"), { name: "Rejected", reason: "vanished" }],
  [new Error("rate-overlimit"), { name: "RetryAfter", milliseconds: 60_000 }],
  [new Error("something new"), { name: "Outage", ambiguous: true }],
])("%s becomes what the port knows", (thrown, expected) => {
  expect(toMessengerError(thrown)).toMatchObject(expected);
});

it("a string that was thrown becomes an error, without ids of people and without the page's stack", () => {
  const error = toError("wid error: invalid wid 31611111111@c.us\n    at https://web.whatsapp.com/x.js");
  expect(error).toBeInstanceOf(Error);
  expect(error.message).toBe("wid error: invalid wid [id]");
});

it("work that never ends is waited for so long, and may have had its effect", async () => {
  await expect(within(20, "text", new Promise(() => {}))).rejects.toMatchObject({ ambiguous: true });
});
