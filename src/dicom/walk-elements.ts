import { PhotoRefused } from "../core/refusal.ts";
import { textAt } from "./is-dicom.ts";
import { OPENED, TAG } from "./tags.ts";

/** How elements are written: with their value representation (VR) or without, and in which byte order. */
export type Encoding = { readonly explicit: boolean; readonly little: boolean };

/** One element's value, as a part of the file. */
export type Element = {
  readonly tag: number;
  /** Empty where elements are written without it. */
  readonly vr: string;
  readonly value: Uint8Array;
  readonly encoding: Encoding;
};

/** What was found: the first element of each tag, and what the first items of the opened sequences hold. */
export type Elements = {
  readonly top: ReadonlyMap<number, Element>;
  readonly inside: ReadonlyMap<number, ReadonlyMap<number, Element>>;
  /** The pieces of encapsulated pixels in order, the offset table first. */
  readonly fragments: readonly Uint8Array[] | undefined;
  /** Where the walk ended. */
  readonly end: number;
};

/** VRs whose length takes four bytes after two reserved ones (PS3.5 table 7.1-1). */
const LONG = ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"];
const UNDEFINED = 0xffff_ffff;
/** Elements, items and fragments together; more is no film, and each costs time. */
const MOST = 100_000;
const DEEPEST = 16;

type Head = { tag: number; vr: string; length: number; at: number };

/**
 * Steps through the elements of a data set without believing it: every length is held against what is there, nothing is
 * opened that is not needed, and the steps are counted. Pixels end the walk.
 *
 * @param until the group of tags before which the walk ends
 * @throws {PhotoRefused} `unreadable`
 */
export function walkElements(
  bytes: Uint8Array,
  start: number,
  encoding: Encoding,
  until = Number.POSITIVE_INFINITY,
): Elements {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inside = new Map<number, ReadonlyMap<number, Element>>();
  let fragments: Uint8Array[] | undefined;
  let steps = 0;

  const short = (at: number, little: boolean) => view.getUint16(at, little);
  const require = (sound: boolean) => {
    if (!sound) throw new PhotoRefused("unreadable");
  };

  function isBeyond(at: number, { little }: Encoding): boolean {
    return until < Number.POSITIVE_INFINITY && (at + 2 > bytes.byteLength || short(at, little) >= until);
  }

  function readHead(at: number, { explicit, little }: Encoding): Head {
    steps += 1;
    require(steps <= MOST && at + 8 <= bytes.byteLength);
    const tag = short(at, little) * 0x1_0000 + short(at + 2, little);
    const delimits = tag === TAG.item || tag === TAG.itemEnd || tag === TAG.sequenceEnd;
    if (delimits || !explicit) return { tag, vr: "", length: view.getUint32(at + 4, little), at: at + 8 };
    const vr = textAt(bytes, at + 4, 2);
    require(/^[A-Z]{2}$/.test(vr));
    if (!LONG.includes(vr)) return { tag, vr, length: short(at + 6, little), at: at + 8 };
    require(at + 12 <= bytes.byteLength);
    return { tag, vr, length: view.getUint32(at + 8, little), at: at + 12 };
  }

  /** Items up to the sequence's end. @returns where it ends, and what the first item held if it is wanted */
  function walkItems(at: number, end: number, around: Encoding, depth: number, wanted: boolean) {
    let first: ReadonlyMap<number, Element> = new Map();
    for (let count = 0; at < end; count += 1) {
      const head = readHead(at, around);
      if (head.tag === TAG.sequenceEnd) return { at: head.at, first };
      require(head.tag === TAG.item);
      const limit = head.length === UNDEFINED ? bytes.byteLength : head.at + head.length;
      require(limit <= bytes.byteLength);
      const open = head.length === UNDEFINED || (wanted && count === 0);
      const walked = open ? walkSet(head.at, limit, around, depth + 1) : { found: first, at: limit };
      if (count === 0) first = walked.found;
      at = walked.at;
    }
    return { at, first };
  }

  function walkFragments(at: number, around: Encoding): number {
    fragments = [];
    for (;;) {
      const head = readHead(at, around);
      if (head.tag === TAG.sequenceEnd) return head.at;
      require(head.tag === TAG.item && head.at + head.length <= bytes.byteLength);
      fragments.push(bytes.subarray(head.at, head.at + head.length));
      at = head.at + head.length;
    }
  }

  function walkSet(at: number, end: number, around: Encoding, depth: number) {
    require(depth <= DEEPEST);
    const found = new Map<number, Element>();
    while (at < end) {
      // Looked at before it is read: what follows may be written in another way.
      if (depth === 0 && isBeyond(at, around)) return { found, at };
      const head = readHead(at, around);
      const { tag, vr, length } = head;
      if (tag === TAG.itemEnd) return { found, at: head.at };
      const pixels = depth === 0 && tag === TAG.pixels;
      if (pixels && length === UNDEFINED) return { found, at: walkFragments(head.at, around) };
      const wanted = depth === 0 && OPENED.includes(tag);
      const limit = length === UNDEFINED ? bytes.byteLength : head.at + length;
      require(limit <= bytes.byteLength);
      // A sequence of known length is only opened for what stands in it.
      if (length === UNDEFINED || wanted) {
        // Unknown sequences are written as without VR (PS3.5 6.2.2).
        const items = vr === "UN" ? { explicit: false, little: true } : around;
        const walked = walkItems(head.at, limit, items, depth, wanted);
        if (wanted && !inside.has(tag)) inside.set(tag, walked.first);
        at = length === UNDEFINED ? walked.at : limit;
      } else {
        const value = bytes.subarray(head.at, limit);
        if (!found.has(tag)) found.set(tag, { tag, vr, value, encoding: around });
        at = limit;
      }
      if (pixels) return { found, at };
    }
    return { found, at };
  }

  const { found: top, at } = walkSet(start, bytes.byteLength, encoding, 0);
  return { top, inside, fragments, end: at };
}
