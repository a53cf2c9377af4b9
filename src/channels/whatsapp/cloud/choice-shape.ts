import type { Buttons } from "../../messenger.ts";
import type { MessageBody } from "./api.ts";

/** Meta's limits. Lengths are counted as generously as anybody might count them. */
const MOST_BUTTONS = 3;
const BUTTON_LABEL = 20;
const BUTTON_ID = 256;
const BUTTON_BODY = 1_024;
const MOST_ROWS = 10;
const ROW_LABEL = 24;
const ROW_ID = 200;
const LIST_BODY = 4_096;

/** How choices are shown: buttons, a list that opens, or numbers where their words do not fit. */
export type ChoiceShape = "buttons" | "list" | "numbers";

/** The shape for these choices below this text. */
export function shapeOf(text: string, rows: Buttons): ChoiceShape {
  const choices = rows.flat();
  const labels = new Set(choices.map(({ label }) => label));
  const ids = new Set(choices.map(({ id }) => id));
  const distinct = labels.size === choices.length && ids.size === choices.length;
  if (choices.length === 0 || !distinct || text.length === 0) return "numbers";
  const fits = (most: number, label: number, id: number, body: number) =>
    choices.length <= most &&
    text.length <= body &&
    choices.every((choice) => choice.label.length <= label && Buffer.byteLength(choice.id) <= id);
  if (fits(MOST_BUTTONS, BUTTON_LABEL, BUTTON_ID, BUTTON_BODY)) return "buttons";
  return fits(MOST_ROWS, ROW_LABEL, ROW_ID, LIST_BODY) ? "list" : "numbers";
}

/**
 * A message whose choices can be pressed.
 *
 * @param open the words on what opens a list
 */
export function pressable(shape: "buttons" | "list", text: string, rows: Buttons, open: string): MessageBody {
  const choices = rows.flat();
  const body = { text };
  if (shape === "buttons") {
    const buttons = choices.map(({ id, label }) => ({ type: "reply", reply: { id, title: label } }));
    return { type: "interactive", interactive: { type: "button", body, action: { buttons } } };
  }
  const list = choices.map(({ id, label }) => ({ id, title: label }));
  const action = { button: [...open].slice(0, BUTTON_LABEL).join(""), sections: [{ rows: list }] };
  return { type: "interactive", interactive: { type: "list", body, action } };
}
