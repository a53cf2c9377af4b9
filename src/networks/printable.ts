const LONGEST = 80;
/** Control characters, and those that reorder or break lines: a terminal must never act on a file's words. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;

/** Text with every character that a terminal would act on written as its code, such as `\x1b`. */
export function escapeControls(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}

/** A name that a file gives, fit for a person's terminal: escaped, and its middle left out when it is long. */
export function showName(name: string, longest = LONGEST): string {
  // Cut before escaping too, so that megabytes are never worked on.
  const whole = name.length > 2 * longest ? `${name.slice(0, longest)}${name.slice(-longest)}` : name;
  const shown = escapeControls(whole);
  if (shown.length <= longest && whole === name) return shown;
  const half = Math.floor((longest - 3) / 2);
  return `${shown.slice(0, half)}...${shown.slice(-half)}`;
}
