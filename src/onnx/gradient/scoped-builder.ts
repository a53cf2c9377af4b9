import type { GraphBuilder } from "../builder.ts";
import type { TensorData } from "../graph.ts";

/** A builder that puts `scope` before the names it gives. */
export function scopedBuilder(builder: GraphBuilder, scope: string): GraphBuilder {
  const within = (name: string) => `${scope}/${name}`;
  return {
    ...builder,
    add: (operator, inputs, attributes = {}, { name = operator } = {}) =>
      builder.add(operator, inputs, attributes, { name: within(name) }),
    addMany: (operator, inputs, attributes, names) =>
      builder.addMany(operator, inputs, attributes, names.map(within)),
  };
}

/** A builder that gives equal constants one name. It is for the few numbers of shapes, axes and factors. */
export function sharingBuilder(builder: GraphBuilder): GraphBuilder {
  const known = new Map<string, string>();
  return {
    ...builder,
    constant(name: string, data: TensorData): string {
      const content = `${data.type} ${data.dims.join("x")} ${Buffer.from(data.bytes).toString("base64")}`;
      const value = known.get(content) ?? builder.constant(`constant/${name}`, data);
      known.set(content, value);
      return value;
    },
  };
}
