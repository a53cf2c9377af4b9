import type { AttributeValue, GraphBuilder } from "./builder.ts";
import type { Attribute, AttributeKind, Graph, Initializer, Node, ValueInfo } from "./graph.ts";
import { OPERATORS } from "./operators.ts";

/** The operator set graphs are built for. */
const OPSET = 17;

function toAttribute(kind: AttributeKind, value: AttributeValue): Attribute {
  if ((kind === "int" || kind === "float") && typeof value === "number") return { kind, value };
  if (kind === "string" && typeof value === "string") return { kind, value };
  if (kind === "tensor" && typeof value === "object" && "bytes" in value) return { kind, value };
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    if ((kind === "ints" || kind === "floats") && list.every((each) => typeof each === "number")) {
      return { kind, value: list as readonly number[] };
    }
    if (kind === "strings" && list.every((each) => typeof each === "string")) {
      return { kind, value: list as readonly string[] };
    }
  }
  throw new TypeError(`expected ${kind}, not ${JSON.stringify(value)}`);
}

/** Every value a graph has: what is given, constant or computed. */
function valueNames({ inputs, initializers, nodes }: Graph): string[] {
  const given = [...inputs, ...initializers].map((value) => value.name);
  return [...given, ...nodes.flatMap((node) => node.outputs)];
}

/**
 * Starts an empty graph, or one that continues another. Its functions throw RangeError or TypeError for what ONNX would
 * not accept.
 */
export function createGraphBuilder(name: string, start?: Graph): GraphBuilder {
  const taken = new Set<string>(start && valueNames(start));
  const inputs: ValueInfo[] = [...(start?.inputs ?? [])];
  const outputs: ValueInfo[] = [...(start?.outputs ?? [])];
  const initializers: Initializer[] = [...(start?.initializers ?? [])];
  const nodes: Node[] = [...(start?.nodes ?? [])];

  function unique(wanted: string): string {
    let candidate = wanted;
    for (let number = 2; taken.has(candidate); number += 1) candidate = `${wanted}_${number}`;
    taken.add(candidate);
    return candidate;
  }

  function requireKnown(value: string): void {
    if (!taken.has(value)) throw new RangeError(`the graph has no value called ${value}`);
  }

  function append<const T extends readonly string[]>(
    operatorName: string,
    from: readonly string[],
    values: Readonly<Record<string, AttributeValue>>,
    wanted: T,
  ): { -readonly [K in keyof T]: string } {
    const operator = OPERATORS.get(operatorName);
    if (!operator) throw new RangeError(`unknown operator ${operatorName}`);
    const { domain } = operator;
    for (const [kind, range, count] of [
      ["inputs", operator.inputs, from.length],
      ["outputs", operator.outputs, wanted.length],
    ] as const) {
      const [least, most] = range;
      if (count < least || count > most) {
        throw new RangeError(`${operatorName} has ${least} to ${most} ${kind}, not ${count}`);
      }
    }
    for (const value of from) if (value !== "") requireKnown(value);
    const attributes: Record<string, Attribute> = {};
    for (const [key, value] of Object.entries(values)) {
      const kind = operator.attributes[key];
      if (!kind) throw new RangeError(`${operatorName} has no attribute ${key}`);
      attributes[key] = toAttribute(kind, value);
    }
    const results = wanted.map(unique);
    nodes.push({
      name: results[0] ?? operatorName,
      operator: operatorName,
      domain,
      inputs: from,
      outputs: results,
      attributes,
    });
    return results as { -readonly [K in keyof T]: string };
  }

  return {
    input(wanted, type, dims) {
      const value = unique(wanted);
      inputs.push({ name: value, type, dims });
      return value;
    },
    constant(wanted, data) {
      const value = unique(wanted);
      initializers.push({ ...data, name: value });
      return value;
    },
    add(operatorName, from, values = {}, { name: wanted = operatorName } = {}) {
      return append(operatorName, from, values, [wanted])[0];
    },
    addMany: append,
    output(value, type, dims) {
      requireKnown(value);
      outputs.push({ name: value, type, dims });
    },
    build: () => ({ name, opset: start?.opset ?? OPSET, inputs, outputs, initializers, nodes }),
  };
}
