import { TALK } from "../../../src/channels/web/place.ts";
import { describeMessenger } from "../../contract/messenger.ts";
import { CHAT, openPages, PHOTO } from "./pages-fixture.ts";

describeMessenger("web", async (house) => {
  const { messenger } = await openPages(house);
  return {
    messenger,
    chat: CHAT,
    incoming: PHOTO,
    async seen() {
      const shown = [...(await messenger.shown(CHAT, TALK)), ...(await messenger.shown(CHAT, PHOTO))];
      return shown.map(({ text, replyTo, buttons, picture }) => ({
        text,
        replyTo,
        buttons: buttons.flat().map(({ label }) => label),
        picture,
      }));
    },
  };
});
