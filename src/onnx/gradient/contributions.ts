import type { GraphBuilder } from "../builder.ts";

/** Gathers, per value, the gradients that arrive from the nodes that use it. */
export type Contributions = {
  add(value: string, gradient: string): void;
  /** Their sum, or undefined where none arrived. */
  total(value: string): string | undefined;
};

/**
 * @param sourceOf of a gradient that was repeated to its shape: what it was repeated from. A sum with others repeats it
 *   by itself, which spares writing it out.
 */
export function createContributions(
  builder: GraphBuilder,
  sourceOf: (gradient: string) => string | undefined,
): Contributions {
  const arrived = new Map<string, string[]>();
  const totals = new Map<string, string>();

  function sum(value: string, gradients: readonly string[]): string | undefined {
    const whole = gradients.filter((gradient) => sourceOf(gradient) === undefined);
    const repeated = gradients.filter((gradient) => sourceOf(gradient) !== undefined);
    const [start, ...rest] =
      whole.length > 0 ? [...whole, ...repeated.map((each) => sourceOf(each) ?? each)] : repeated;
    const name = `${value}/total`;
    return rest.reduce<string | undefined>(
      (total, gradient) => total && builder.add("Add", [total, gradient], {}, { name }),
      start,
    );
  }

  return {
    add(value, gradient) {
      arrived.set(value, [...(arrived.get(value) ?? []), gradient]);
    },
    total(value) {
      const total = totals.get(value) ?? sum(value, arrived.get(value) ?? []);
      if (total !== undefined) totals.set(value, total);
      return total;
    },
  };
}
