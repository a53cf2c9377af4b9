/** Names the page of one photo: unguessable, and what its link is made of. */
const TOKEN = /^[0-9a-f]{32}$/;

/** The place of what is not about one photo. */
export const TALK = "talk";

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}
