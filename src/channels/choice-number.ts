/** Where each script's digits begin: Latin, Arabic-Indic, Persian and Urdu, Devanagari, Bengali. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6] as const;
/** Marks of direction, and what turns a digit into a keycap. */
const INVISIBLE = /\p{Cf}|\ufe0f|\u20e3/gu;
/** Longer numbers are no choice. */
const DIGITS = 3;

function digitOf(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  const zero = ZEROS.find((start) => code >= start && code < start + 10);
  return zero === undefined ? undefined : String(code - zero);
}

/**
 * The number that a whole message consists of, in any of the scripts; a full stop or bracket after it is passed over.
 *
 * @returns undefined for everything else
 */
export function readChoiceNumber(text: string): number | undefined {
  const bare = text
    .replace(INVISIBLE, "")
    .trim()
    .replace(/\s*[.):،。।۔]$/u, "");
  const digits = [...bare].map(digitOf);
  if (digits.length === 0 || digits.length > DIGITS || digits.includes(undefined)) return undefined;
  return Number(digits.join(""));
}

/** Numbers in rising order as a language writes them, runs of three and more drawn together: `1–3`, `21`. */
export function numberRanges(numbers: readonly number[], language: string): string[] {
  const { format } = new Intl.NumberFormat(language);
  const runs: number[][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  return runs.flatMap((run) => {
    const written = run.map((number) => format(number));
    return run.length > 2 ? [`${written[0]}–${written.at(-1)}`] : written;
  });
}
