import { showName } from "../printable.ts";
import { type ByteReader, createByteReader } from "./byte-reader.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { hostileName } from "./hostile-names.ts";
import { isKind, isMap, type PickleRecord, type PickleTuple, type PickleValue } from "./pickle-value.ts";

/**
 * Makes a value where a pickle calls something by name. A pure function of the arguments: nothing of the file runs. What
 * it copies it charges first: a pickle of a few bytes can have the same long list copied again and again.
 */
export type PickleRule = (args: readonly PickleValue[], charge: (elements: number) => void) => PickleValue;

export type PickleOptions = {
  /** What stands in for calls, by the full name of what is called. Every other call leaves an inert record. */
  readonly rules: ReadonlyMap<string, PickleRule>;
  /** Makes a value of a reference to something outside the pickle. */
  readonly persistent: (id: PickleValue) => PickleValue;
};

/** Objects one pickle may make or remember: DenseNet-201 with its optimizer needs about 20,000. */
const MOST_OBJECTS = 2_000_000;

/** The stack machine that pickles are programs for, less everything that could act. */
export type PickleMachine = {
  readonly input: ByteReader;
  push(value: PickleValue): void;
  pop(): PickleValue;
  top(): PickleValue;
  mark(): void;
  /** Everything above the last mark, which goes too. */
  popToMark(): PickleValue[];
  remember(slot: number, value: PickleValue): void;
  rememberNext(value: PickleValue): void;
  recall(slot: number): PickleValue;
  /** Counts an object towards the limit. */
  make<T extends PickleValue>(value: T): T;
  call(maker: PickleValue, args: PickleValue): PickleValue;
  persistent(id: PickleValue): PickleValue;
};

export function tuple(items: readonly PickleValue[]): PickleTuple {
  return { kind: "tuple", items };
}

/** Adds keys and values, given in turn, to a dict, or to an object whose class may derive from dict. */
export function setItems(target: PickleValue, pairs: readonly PickleValue[]): void {
  if (isKind(target, "record")) target.items ??= new Map();
  const dict = isKind(target, "record") ? target.items : target;
  if (!isMap(dict) || pairs.length % 2 !== 0)
    throw new CheckpointError("its pickle sets items of what is no dict");
  for (let index = 0; index < pairs.length; index += 2) {
    dict.set(pairs[index] as PickleValue, pairs[index + 1] as PickleValue);
  }
}

/** Adds elements to a list; on an inert record they stay without effect. */
export function appendItems(target: PickleValue, items: readonly PickleValue[]): void {
  if (isKind(target, "record")) return;
  if (!Array.isArray(target)) throw new CheckpointError("its pickle appends to what is no list");
  for (const item of items) target.push(item);
}

export function createPickleMachine(
  bytes: Uint8Array,
  start: number,
  { rules, persistent }: PickleOptions,
): PickleMachine {
  let stack: PickleValue[] = [];
  const outer: PickleValue[][] = [];
  const memo = new Map<number, PickleValue>();
  let objects = 0;

  const top = () => {
    const value = stack.at(-1);
    if (value === undefined) throw new CheckpointError("its pickle takes from an empty stack");
    return value;
  };

  const count = (added = 1) => {
    objects += added;
    if (objects > MOST_OBJECTS) {
      throw new CheckpointError(`its pickle makes more than ${MOST_OBJECTS} objects`);
    }
  };
  const make = <T extends PickleValue>(value: T): T => {
    count();
    return value;
  };
  const remember = (slot: number, value: PickleValue) => {
    memo.set(slot, value);
    if (memo.size > MOST_OBJECTS)
      throw new CheckpointError(`its pickle remembers more than ${MOST_OBJECTS} values`);
  };

  return {
    input: createByteReader(bytes, start),
    push: (value) => void stack.push(value),
    pop() {
      const value = top();
      stack.pop();
      return value;
    },
    top,
    mark() {
      count();
      outer.push(stack);
      stack = [];
    },
    popToMark() {
      const items = stack;
      const below = outer.pop();
      if (!below) throw new CheckpointError("its pickle goes back to a mark it never set");
      stack = below;
      return items;
    },
    remember,
    rememberNext: (value) => remember(memo.size, value),
    recall(slot) {
      const value = memo.get(slot);
      if (value === undefined)
        throw new CheckpointError(`its pickle recalls value ${slot}, which it never kept`);
      return value;
    },
    make,
    call(maker, args) {
      const name = isKind(maker, "global") ? maker.name : "";
      if (hostileName(name)) {
        throw new CheckpointError(
          `loading it with PyTorch would call ${showName(name)}, which no network needs: the file is hostile. Nothing of it was run here; do not open it elsewhere`,
        );
      }
      const rule = rules.get(name);
      if (rule && isKind(args, "tuple")) return make(rule(args.items, count));
      const record: PickleRecord = { kind: "record", maker, args, state: null };
      return make(record);
    },
    persistent,
  };
}
