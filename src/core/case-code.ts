const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The short code under which a person, a clinician and an admin speak of one study, such as `K7Q-2MXA`. Made from
 * the study's id, so a repeated reply carries the same code. No vowel but A and E, no 0, 1, I, L, O, U.
 *
 * @param study the study's id; its last part must be hexadecimal, at least 10 digits
 */
export function caseCodeOf(study: string): string {
  const digits = study.slice(study.lastIndexOf("-") + 1);
  if (!/^[0-9a-f]{10,}$/.test(digits)) throw new RangeError(`not a study id: ${study}`);
  let value = BigInt(`0x${digits}`);
  let code = "";
  for (let place = 0; place < 7; place += 1) {
    code += ALPHABET[Number(value % BigInt(ALPHABET.length))];
    value /= BigInt(ALPHABET.length);
  }
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}
