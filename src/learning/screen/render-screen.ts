import { HELD_OUT } from "../../vision/disturb/kinds.ts";
import { inWords, table } from "../markdown.ts";
import { type Bar, barsOf, isMet } from "./bars.ts";
import { type Passed, refused } from "./measure-screen.ts";
import type { ScreenReport } from "./screen-model.ts";

const fate = ({ foreign, expected }: Passed) =>
  expected ? `be refused: ${expected}` : foreign ? "be refused" : "pass";

const reasonsOf = ({ reasons }: Passed) =>
  [...reasons]
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(", ");

/** One row per kind of picture: how many passed as a chest X-ray, and why the others did not. */
export function screenTable({ measured }: Pick<ScreenReport, "measured">): string {
  return table(
    ["Pictures", "should", "refused", "passed", "refused as", "passed with a note"],
    measured.map((row) => {
      const { kind, foreign, expected, passed, doubted } = row;
      const amiss = foreign || expected !== undefined;
      return [
        kind,
        fate(row),
        amiss ? String(passed.of - passed.count) : inWords(refused(passed)),
        amiss ? inWords(passed) : String(passed.count),
        reasonsOf(row),
        doubted > 0 ? `${doubted} cropped-maybe` : "",
      ];
    }),
  );
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** One line for what is promised: `films refused, as is: 3 of 546: 0.5 % (0.2-1.6), at most 1 %: met`. */
export const barLine = (bar: Bar): string =>
  `${bar.promise}: ${inWords(bar.wrong)}, at most ${percent(bar.most)}: ${isMet(bar) ? "met" : "NOT MET"}`;

/** The promises, one line each. */
export function screenSummary({
  measured,
  undecodable,
}: Pick<ScreenReport, "measured" | "undecodable">): string[] {
  const lost =
    undecodable > 0
      ? [
          `${undecodable} of the photos and CT slices were refused for their format or size before the screen.`,
        ]
      : [];
  return [...barsOf(measured, undecodable).map((bar) => `${barLine(bar)}.`), ...lost];
}

/** The part of a model card that `model screen` writes. */
export function renderScreen(report: ScreenReport): string {
  const { chosen, fittedOn, screen } = report;
  return `## Screen: is it a frontal chest X-ray that can be read

A photo is refused for the first of these reasons that holds:

1. \`too-dark\`, \`too-bright\` (the lungs are washed out), \`blurred\` or \`glare\` (a burnt-out reflection over a tenth of the lung
   fields or more): such that no film could be read. Glare from 2 % on is read, with a note.
2. \`not-a-chest-xray\` before the network runs: a logistic judge of ${screen.statistics.length} image statistics
   (${screen.statistics.join(", ")}) finds it far from every film fitted on.
3. \`not-a-chest-xray\` after it: a second judge also sees the ${chosen.rank} main directions of films among the network's pooled
   features and the distance from them. Their number and the penalty (${chosen.ridge}) were chosen among few by cross-validation. Films
   get the benefit of the doubt: the limit takes them to be half again as frequent as other pictures.
4. \`not-frontal\`: ${screen.view ? "a judge of the same values and of where the picture is bright and dark (8 x 8 cells), films and other pictures against side views. Where 3 and 4 both hold, the surer one gives the reason" : "not judged, no side views were given: they pass"}.
5. \`cropped\`: ${screen.framing ? "four such judges, one for each side, of whole films against films of which 20 to 35 % were cut off there. The limit is what 2 of 1,000 whole train films exceed when judged without themselves; what 30 of 1,000 exceed is read with the note `cropped-maybe`" : "not judged"}.

Even margins are cut off before (a phone's bars, the room or light box around a film). "Framed" is an upright, tall or wide photo
that the picture fills to 60-100 %, with a dark, grey or bright surround, lens and grain; "grey and blurred" is blurred by 1 % of the
longer side. "Disturbed" is each picture in one way drawn at random at level 1 or 2 of 4 (CheXphoto's, light box, window, screen,
messengers, or several of them); ${HELD_OUT.join(", ")} and compositions were never fitted on.

Everything here comes from one run of \`roentgram model screen\`. Intervals are 95 %, by Wilson's score.

${screenSummary(report)
  .map((line) => `- ${line}`)
  .join("\n")}

${screenTable(report)}

Fitted on: ${[...fittedOn].map(([kind, count]) => `${count} ${kind}`).join("; ")}.

**Real X-rays of other body parts were not available for fitting or measuring**: hands, knees and skulls were drawn ones, so
how well real ones are refused is not known. Side views are few, and several are of one source. Films were cut off and badly photographed by
arithmetic, with the same programme for fitting and measuring. The statistics, the limits of darkness, brightness, blur and glare, and the penalties
were settled with some of these figures in sight, so expect more of both errors elsewhere.`;
}
