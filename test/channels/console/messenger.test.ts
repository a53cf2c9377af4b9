import { createConsoleMessenger } from "../../../src/channels/console/messenger.ts";
import { describeMessenger } from "../../contract/messenger.ts";

let pictures = 0;

describeMessenger("console", async (house) => {
  const messenger = createConsoleMessenger({
    pictureDir: await house.folder(),
    nameOf: () => `picture-${++pictures}`,
  });
  return {
    messenger,
    chat: "c",
    incoming: "0",
    seen: () =>
      messenger.shown("c").map(({ text, replyTo, buttons, file }) => ({
        text,
        replyTo,
        buttons: buttons.flat().map(({ label }) => label),
        picture: file !== undefined,
      })),
  };
});
