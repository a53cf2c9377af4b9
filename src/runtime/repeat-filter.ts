/**
 * Tells whether something may be said again: true the first time and then once per `milliseconds`, per `what`.
 * Remembers at most 100 different things.
 */
export function createRepeatFilter(milliseconds: number): (what: string) => boolean {
  const said = new Map<string, number>();
  return (what) => {
    const now = Date.now();
    if (now - (said.get(what) ?? Number.NEGATIVE_INFINITY) < milliseconds) return false;
    said.delete(what);
    said.set(what, now);
    if (said.size > 100) said.delete(said.keys().next().value ?? "");
    return true;
  };
}
