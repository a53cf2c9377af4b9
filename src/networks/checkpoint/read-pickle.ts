import { CheckpointError } from "./checkpoint-error.ts";
import { createPickleMachine, type PickleOptions } from "./pickle-machine.ts";
import { OPCODES } from "./pickle-opcodes.ts";
import type { PickleValue } from "./pickle-value.ts";

const STOP = 0x2e;
/** A pickled fastai learner with the file names of all of NIH takes about a million. */
const MOST_OPCODES = 10_000_000;

/**
 * Reads one pickle without running anything: known calls become values by `rules`, every other one an inert record.
 * Stops within bounds of objects and steps whatever the bytes say.
 *
 * @param start where the pickle begins in `bytes`
 * @returns its value, and where it ends
 * @throws {CheckpointError} for what is no pickle, is cut short or exceeds the bounds
 */
export function readPickle(
  bytes: Uint8Array,
  start: number,
  options: PickleOptions,
): { value: PickleValue; end: number } {
  const machine = createPickleMachine(bytes, start, options);
  for (let step = 0; step < MOST_OPCODES; step += 1) {
    const code = machine.input.byte();
    if (code === STOP) return { value: machine.pop(), end: machine.input.offset };
    const opcode = OPCODES.get(code);
    if (!opcode) throw new CheckpointError(`its pickle has an unknown opcode ${code}`);
    opcode(machine);
  }
  throw new CheckpointError(`its pickle takes more than ${MOST_OPCODES} steps`);
}
