import { expect, it } from "vitest";
import { atHumanPace } from "../../../src/channels/whatsapp/pace.ts";
import { createRecordingMessenger } from "../recording-messenger.ts";

it("messages go out one after the other, each after a moment, and a failure holds nobody up", async () => {
  const recording = createRecordingMessenger();
  const times: number[] = [];
  const begun = Date.now();
  const messenger = atHumanPace(
    {
      ...recording,
      sendText(...what) {
        times.push(Date.now() - begun);
        return recording.sendText(...what);
      },
    },
    { milliseconds: 60, seed: 1 },
  );
  recording.failNext("sendText", new Error("refused"));
  const sent = await Promise.allSettled(["1", "2", "3"].map((text) => messenger.sendText("c", text)));
  expect(sent.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(recording.seen().map(({ text }) => text)).toEqual(["2", "3"]);
  // Half a pause at least between two.
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(29);
  expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(29);
});
