import { networkShapes, type TrainingNetwork } from "../../networks/training/training-network.ts";
import { type Arena, createArena } from "./arena.ts";

/** A network's tensors and Adam's moments of those that learn. */
type Memory = { network: Arena; moments: Arena };

/**
 * What a run learns in. There are two of everything: a step reads the current one and writes the spare one, so that nothing is
 * copied and a step that fails spoils nothing. Memory does not grow with the steps.
 */
export type TrainingState = {
  current(): Readonly<Memory>;
  spare(): Readonly<Memory>;
  /** Makes what was spare current. */
  swap(): void;
  /** Begins a phase: what does not learn must be the same in both memories. */
  begin(moments: () => Arena): void;
  /** Bytes of both memories. */
  bytes(): number;
};

export function createNetworkArena(network: TrainingNetwork): Arena {
  return createArena([...networkShapes(network)].map(([name, dims]) => ({ name, dims })));
}

export function createTrainingState(network: TrainingNetwork): TrainingState {
  const memory = (): Memory => ({ network: createNetworkArena(network), moments: createArena([]) });
  let [current, spare] = [memory(), memory()];
  return {
    current: () => current,
    spare: () => spare,
    swap() {
      [current, spare] = [spare, current];
    },
    begin(moments) {
      current.moments = moments();
      spare.moments = moments();
      spare.network.values.set(current.network.values);
    },
    bytes: () =>
      [current, spare].reduce(
        (sum, { network: one, moments }) => sum + one.values.byteLength + moments.values.byteLength,
        0,
      ),
  };
}
