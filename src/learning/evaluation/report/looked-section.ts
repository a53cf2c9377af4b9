import { type Html, html, trusted } from "../../../runtime/http/html.ts";
import type { DrawnFilm, DrawnFilms } from "../draw-picked.ts";
import { counted, inWords, three } from "./wording.ts";

/** Where no model ran there is no map to draw. */
const NOT_DRAWN = html`<p class="note">Fig. 8 of the paper shows where its network looked; that is drawn when a model is measured (--model), and film by film: roentgram explain.</p>`;

function picture({ image, bears, rank, among, probability, jpeg, looked }: DrawnFilm, name: string): Html {
  const labelled = `labelled ${bears ? "with" : "without"} ${name}`;
  const beside = looked
    ? "the same film with colours where the network looked"
    : "the same film without colours";
  const data = Buffer.from(jpeg).toString("base64");
  return html`<figure><img alt="Film ${image}, ${labelled}, beside ${beside}" src="data:image/jpeg;base64,${trusted(data)}">
<figcaption>${image}, ${labelled}: of ${counted(among, "such film")} the one that got the ${rank} probability (${three(probability)}, before calibration).${
    looked ? "" : ` No part of it spoke for ${name} to the network, so there is nothing to colour.`
  }</figcaption></figure>
`;
}

/** Fig. 8: where the network looked on a film with a finding and on films without it. */
export function lookedSection(drawn: DrawnFilms | undefined): Html {
  if (!drawn || drawn.films.length === 0) return NOT_DRAWN;
  const name = inWords(drawn.label);
  return html`<div class="films">${drawn.films.map((film) => picture(film, name))}</div>
<p class="note">Fig. 8. ${name} against all others: where the network's last layer answered (Grad-CAM). These films were chosen by their
probability, so none of them is a typical case, and a label may be wrong. Colours show where this program looked, not where disease is. They
are films of people: pass this page on only where the films may go.</p>
`;
}
