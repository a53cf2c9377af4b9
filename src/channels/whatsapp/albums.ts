/** Photos of an album come one after the other within so many seconds, with nothing that holds them together. */
const GAP_MS = 4_000;

/**
 * Gives photos that a person sends in one go a common name, so that they share one receipt. Each is still read and
 * answered by itself.
 */
export function createAlbums(now: () => number = Date.now): (chat: string, message: string) => string {
  const latest = new Map<string, { album: string; at: number }>();
  return (chat, message) => {
    const at = now();
    for (const [other, seen] of latest) if (at - seen.at > GAP_MS) latest.delete(other);
    const album = latest.get(chat)?.album ?? message;
    latest.set(chat, { album, at });
    return album;
  };
}
