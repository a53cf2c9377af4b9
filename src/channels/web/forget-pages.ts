import type { House } from "./house.ts";

/** Erases what one photo's page shows; its link opens nothing from now on. */
export async function forgetPage(
  { visits, messenger }: Pick<House, "visits" | "messenger">,
  chat: string,
  token: string,
): Promise<void> {
  await messenger.erase(chat, token);
  await visits.unlink(token, chat);
}

/** Erases the pages of all photos that somebody has sent. */
export async function forgetPages(house: Pick<House, "visits" | "messenger">, chat: string): Promise<void> {
  for (const { token } of await house.visits.photosOf(chat)) await forgetPage(house, chat, token);
}
