import { expect, test } from "vitest";
import { damageFile } from "../../../bench/damaged/wound-file.ts";
import { createRandom } from "../../../src/core/random.ts";
import { PhotoRefused } from "../../../src/core/refusal.ts";
import { withoutPatient } from "../../../src/dicom/without-patient.ts";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { dicomFile, EXPECTED, SECRETS } from "./dicom-fixtures.ts";

/** More with FUZZED=10000; the seed makes each file again. */
const FUZZED = Number(process.env["FUZZED"] ?? 300);
const SEED = 20_261_125;
/** Of a processor's time, all threads together: what else runs on the machine does not count. */
const LONGEST_SECONDS = 5;
const MOST_GROWTH = 400 * 2 ** 20;

async function outcomeOf(bytes: Uint8Array) {
  return decodePhoto(bytes).catch((error: unknown) => {
    if (error instanceof PhotoRefused) return error;
    throw error;
  });
}

test(`${FUZZED} damaged DICOM files each end in a film or a refusal, soon, within bounds, and name nobody`, async () => {
  const random = createRandom(SEED);
  const seeds = Object.keys(EXPECTED.files).map(dicomFile);
  const ends = { film: 0, refused: 0 };
  const before = process.memoryUsage().rss;
  let [longest, most] = [0, 0];
  for (let round = 0; round < FUZZED; round += 1) {
    const file = damageFile(seeds[round % seeds.length]!, random, { header: 1_400 });
    const begun = process.cpuUsage();
    const outcome = await outcomeOf(file);
    const { user, system } = process.cpuUsage(begun);
    longest = Math.max(longest, (user + system) / 1e6);
    most = Math.max(most, process.memoryUsage().rss);
    if (outcome instanceof PhotoRefused) ends.refused += 1;
    else {
      ends.film += 1;
      expect(outcome.gray.length).toBe(outcome.width * outcome.height);
    }
    const stored = Buffer.from(await withoutPatient(file));
    // One that no longer looks like DICOM is stored as any file is.
    const recognised = stored.byteLength !== file.byteLength || Buffer.compare(stored, file) !== 0;
    if (recognised) expect(SECRETS.filter((secret) => stored.includes(secret))).toEqual([]);
  }
  expect(longest).toBeLessThan(LONGEST_SECONDS);
  expect(most - before).toBeLessThan(MOST_GROWTH);
  // Both ways out are really taken.
  expect(ends.film).toBeGreaterThan(FUZZED / 20);
  expect(ends.refused).toBeGreaterThan(FUZZED / 4);
}, 900_000);
