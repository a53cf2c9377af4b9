import { inWords, table } from "../markdown.ts";
import { refused } from "./measure-screen.ts";
import type { ScreenReport } from "./screen-model.ts";

/** One row per kind of picture: how many passed as a chest X-ray. */
export function screenTable({ measured }: ScreenReport): string {
  return table(
    ["Pictures", "should", "refused", "passed"],
    measured.map(({ kind, foreign, passed }) => [
      kind,
      kind.startsWith("lateral") ? "(later)" : foreign ? "be refused" : "pass",
      foreign ? String(passed.of - passed.count) : inWords(refused(passed)),
      foreign ? inWords(passed) : String(passed.count),
    ]),
  );
}

/** False refusals and false acceptances, one line each. */
export function screenSummary({ falseRefusals, falseAcceptances, undecodable }: ScreenReport): string[] {
  const lost = undecodable > 0 ? ` (${undecodable} of them refused for their format or size before it)` : "";
  return [
    `False refusals, test films in all four looks: ${inWords(falseRefusals)}.`,
    `False acceptances, photos and CT slices that were not fitted on, in all six looks: ${inWords(falseAcceptances)}${lost}.`,
  ];
}

/** The part of a model card that `model screen` writes. */
export function renderScreen(report: ScreenReport): string {
  const { chosen, fittedOn, screen } = report;
  return `## Screen: is it a chest X-ray at all

A picture is refused as \`not-a-chest-xray\` in two steps: before the network runs, by a logistic judge of
${screen.statistics.length} image statistics (${screen.statistics.join(", ")}), where it is far from every film fitted on;
after it, by a second judge that also sees the ${chosen.rank} main directions of films among the network's pooled features and the
distance from them. Their number and the penalty (${chosen.ridge}) were chosen among few by cross-validation. Films get the benefit of the
doubt: the limit takes them to be half again as frequent as other pictures.

Before both, even margins are cut off (a phone's bars, the room or light box around a film), and a photo is refused as \`too-dark\`
or \`blurred\` where no film could be read; such refusals count below like any other. "Framed" is an upright, tall or wide photo
that the picture fills to 60-100 %, with a dark, grey or bright surround, lens and grain; "grey and blurred" is blurred by 1 % of the
longer side.

Everything here comes from one run of \`roentgram model screen\`. Intervals are 95 %, by Wilson's score.

${screenSummary(report)
  .map((line) => `- ${line}`)
  .join("\n")}

${screenTable(report)}

Fitted on: ${[...fittedOn].map(([kind, count]) => `${count} ${kind}`).join("; ")}.

**Real X-rays of other body parts were not available for fitting or measuring**: hands, knees and skulls were drawn ones, so
how well real ones are refused is not known. The statistics and the limit were settled with these figures in sight, the
photographed films' above all, so expect more of both errors elsewhere. A surround with
things in it (a desk, a window, a hand) is not trimmed and was not tried. Lateral views of a chest are not refused yet.`;
}
