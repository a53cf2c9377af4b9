import { CheckpointError } from "./checkpoint-error.ts";
import { appendItems, type PickleMachine, setItems, tuple } from "./pickle-machine.ts";
import { isKind, type PickleGlobal, type PickleRecord, type PickleValue } from "./pickle-value.ts";

/** An opcode's effect on the machine. */
type Opcode = (machine: PickleMachine) => void;

/** In bytes; PyTorch's magic number has ten. */
const LONGEST_INTEGER = 64;
const MOST_DIGITS = 160;
const utf8 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");

/** An integer of any length, little-endian two's complement. */
function longOf(bytes: Uint8Array): number | bigint {
  if (bytes.length > LONGEST_INTEGER)
    throw new CheckpointError("its pickle holds an integer that is too long");
  if (bytes.length === 0) return 0;
  const value = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
  const signed = BigInt.asIntN(bytes.length * 8, value);
  const small = Number(signed);
  return Number.isSafeInteger(small) ? small : signed;
}

function integerOf(line: string): number | bigint | boolean {
  if (line === "00" || line === "01") return line === "01";
  const digits = line.replace(/L$/, "");
  if (digits.length > MOST_DIGITS || !/^[+-]?\d+$/.test(digits)) {
    throw new CheckpointError("its pickle holds an integer that is none");
  }
  const small = Number(digits);
  return Number.isSafeInteger(small) ? small : BigInt(digits);
}

function slotOf(line: string): number {
  if (!/^\d{1,9}$/.test(line)) throw new CheckpointError("its pickle names a slot that is none");
  return Number(line);
}

/** Python 2's module names as Python 3 has them. */
const RENAMED: Readonly<Record<string, string>> = { __builtin__: "builtins", copy_reg: "copyreg" };

function globalOf(module: string, name: string): PickleGlobal {
  return { kind: "global", name: `${RENAMED[module] ?? module}.${name}` };
}

function textOf(value: PickleValue): string {
  if (typeof value !== "string") throw new CheckpointError("its pickle names something by what is no text");
  return value;
}

/** A quoted text of protocol 0; escapes stay as written, which no name of a weight has. */
const unquote = (line: string) => line.trim().replace(/^(["'])(.*)\1$/, "$2");

function dictOf(pairs: readonly PickleValue[]): Map<PickleValue, PickleValue> {
  const dict = new Map<PickleValue, PickleValue>();
  setItems(dict, pairs);
  return dict;
}

function build(machine: PickleMachine): void {
  const state = machine.pop();
  const target = machine.top();
  if (isKind(target, "record")) (target as PickleRecord).state = state;
}

function instance(machine: PickleMachine, maker: PickleValue, args: readonly PickleValue[]): void {
  machine.push(machine.call(maker, tuple(args)));
}

function newObject(machine: PickleMachine): void {
  const args = machine.pop();
  machine.push(machine.call(machine.pop(), args));
}

/** Arguments given by name say nothing that a reader of weights needs. */
function newObjectWithNames(machine: PickleMachine): void {
  machine.pop();
  newObject(machine);
}

const refuse: Opcode = () => {
  throw new CheckpointError("its pickle uses extension codes or outside buffers, which no checkpoint does");
};

/** The opcodes of pickle protocols 0 to 5 but STOP, by their code (CPython, Lib/pickletools.py). */
export const OPCODES: ReadonlyMap<number, Opcode> = new Map<number, Opcode>([
  [0x28, (m) => m.mark()],
  [0x30, (m) => void m.pop()],
  [0x31, (m) => void m.popToMark()],
  [0x32, (m) => m.push(m.top())],
  // Numbers and constants.
  [0x46, (m) => m.push(Number(m.input.line()))],
  [0x47, (m) => m.push(m.input.float64())],
  [0x49, (m) => m.push(integerOf(m.input.line()))],
  [0x4a, (m) => m.push(m.input.int32())],
  [0x4b, (m) => m.push(m.input.byte())],
  [0x4c, (m) => m.push(integerOf(m.input.line()))],
  [0x4d, (m) => m.push(m.input.uint16())],
  [0x4e, (m) => m.push(null)],
  [0x88, (m) => m.push(true)],
  [0x89, (m) => m.push(false)],
  [0x8a, (m) => m.push(longOf(m.input.take(m.input.byte())))],
  [0x8b, (m) => m.push(longOf(m.input.take(m.input.uint32())))],
  // Texts and bytes.
  [0x53, (m) => m.push(unquote(m.input.line()))],
  [0x54, (m) => m.push(utf8(m.input.take(m.input.uint32())))],
  [0x55, (m) => m.push(utf8(m.input.take(m.input.byte())))],
  [0x56, (m) => m.push(m.input.line())],
  [0x58, (m) => m.push(utf8(m.input.take(m.input.uint32())))],
  [0x8c, (m) => m.push(utf8(m.input.take(m.input.byte())))],
  [0x8d, (m) => m.push(utf8(m.input.take(m.input.uint64())))],
  [0x42, (m) => m.push(m.input.take(m.input.uint32()))],
  [0x43, (m) => m.push(m.input.take(m.input.byte()))],
  [0x8e, (m) => m.push(m.input.take(m.input.uint64()))],
  [0x96, (m) => m.push(m.input.take(m.input.uint64()))],
  // Containers.
  [0x29, (m) => m.push(m.make(tuple([])))],
  [0x74, (m) => m.push(m.make(tuple(m.popToMark())))],
  [0x85, (m) => m.push(m.make(tuple([m.pop()])))],
  [0x86, (m) => m.push(m.make(tuple([m.pop(), m.pop()].toReversed())))],
  [0x87, (m) => m.push(m.make(tuple([m.pop(), m.pop(), m.pop()].toReversed())))],
  [0x5d, (m) => m.push(m.make([]))],
  [0x6c, (m) => m.push(m.make(m.popToMark()))],
  [0x7d, (m) => m.push(m.make(new Map()))],
  [0x64, (m) => m.push(m.make(dictOf(m.popToMark())))],
  [0x8f, (m) => m.push(m.make(new Set()))],
  [0x91, (m) => m.push(m.make(new Set(m.popToMark())))],
  [0x61, (m) => appendLast(m, [m.pop()])],
  [0x65, (m) => appendLast(m, m.popToMark())],
  [0x73, (m) => setLast(m, [m.pop(), m.pop()].toReversed())],
  [0x75, (m) => setLast(m, m.popToMark())],
  [0x90, (m) => addToSet(m, m.popToMark())],
  // Memory.
  [0x67, (m) => m.push(m.recall(slotOf(m.input.line())))],
  [0x68, (m) => m.push(m.recall(m.input.byte()))],
  [0x6a, (m) => m.push(m.recall(m.input.uint32()))],
  [0x70, (m) => m.remember(slotOf(m.input.line()), m.top())],
  [0x71, (m) => m.remember(m.input.byte(), m.top())],
  [0x72, (m) => m.remember(m.input.uint32(), m.top())],
  [0x94, (m) => m.rememberNext(m.top())],
  // Names and what would be calls.
  [0x63, (m) => m.push(m.make(globalOf(m.input.line(), m.input.line())))],
  [0x93, (m) => stackGlobal(m)],
  [0x52, newObject],
  [0x81, newObject],
  [0x92, newObjectWithNames],
  [0x69, (m) => instance(m, globalOf(m.input.line(), m.input.line()), m.popToMark())],
  [0x6f, (m) => object(m)],
  [0x62, build],
  [0x50, (m) => m.push(m.persistent(m.input.line()))],
  [0x51, (m) => m.push(m.persistent(m.pop()))],
  // Protocol number and frames only help a reader that streams.
  [0x80, (m) => void m.input.byte()],
  [0x95, (m) => void m.input.uint64()],
  ...[0x82, 0x83, 0x84, 0x97, 0x98].map((code): [number, Opcode] => [code, refuse]),
]);

function appendLast(machine: PickleMachine, items: readonly PickleValue[]): void {
  appendItems(machine.top(), items);
}

function setLast(machine: PickleMachine, pairs: readonly PickleValue[]): void {
  setItems(machine.top(), pairs);
}

function addToSet(machine: PickleMachine, items: readonly PickleValue[]): void {
  const target = machine.top();
  if (!(target instanceof Set)) throw new CheckpointError("its pickle adds to what is no set");
  for (const item of items) target.add(item);
}

function stackGlobal(machine: PickleMachine): void {
  const name = textOf(machine.pop());
  machine.push(machine.make(globalOf(textOf(machine.pop()), name)));
}

function object(machine: PickleMachine): void {
  const [maker = null, ...args] = machine.popToMark();
  instance(machine, maker, args);
}
