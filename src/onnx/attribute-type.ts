import type { AttributeKind } from "./graph.ts";

/** Kinds of attribute by their number in `AttributeProto.AttributeType` of the ONNX specification. */
export const ATTRIBUTE_TYPES = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  floats: 6,
  ints: 7,
  strings: 8,
} as const satisfies Record<AttributeKind, number>;
