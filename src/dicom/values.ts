import { textAt } from "./is-dicom.ts";
import type { Element } from "./walk-elements.ts";

/** The longest text that is looked at: defined terms and numbers are short. */
const LONGEST = 256;

/** The first of an element's values as text, without what pads it; undefined where there is none. */
export function textOf(element: Element | undefined): string | undefined {
  if (!element || element.value.byteLength > LONGEST) return undefined;
  const [first = ""] = textAt(element.value, 0, element.value.byteLength).split("\\");
  return first.replace(/[\0 ]+$/, "").trimStart() || undefined;
}

/** A decimal or whole number written as text. */
export function numberOf(element: Element | undefined): number | undefined {
  const text = textOf(element);
  if (text === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Sixteen-bit values. */
export function wordsOf({ value, encoding }: Element): Uint16Array {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return Uint16Array.from({ length: value.byteLength >> 1 }, (_, at) =>
    view.getUint16(at * 2, encoding.little),
  );
}

/** One sixteen-bit value; undefined where there is none. */
export function wordOf(element: Element | undefined): number | undefined {
  if (!element || element.value.byteLength < 2) return undefined;
  return wordsOf({ ...element, value: element.value.subarray(0, 2) })[0];
}

/** A sixteen-bit value as a number below zero where it stands for one. */
export function signedWord(word: number, signed: boolean): number {
  return signed && word >= 0x8000 ? word - 0x1_0000 : word;
}
