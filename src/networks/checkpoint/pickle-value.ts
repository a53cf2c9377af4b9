import type { StorageReference, TensorReference } from "./tensor-reference.ts";

/** A name that a pickle refers to, such as `torch._utils._rebuild_tensor_v2`. Never looked up, never called. */
export type PickleGlobal = { readonly kind: "global"; readonly name: string };

export type PickleTuple = { readonly kind: "tuple"; readonly items: readonly PickleValue[] };

/** An object of a class not known here: what the pickle said of it, and nothing that does anything. */
export type PickleRecord = {
  readonly kind: "record";
  /** What would have been called to make it. */
  readonly maker: PickleValue;
  readonly args: PickleValue;
  /** The state set on it last: usually a dict of its attributes. */
  state: PickleValue;
  /** Keys and values set on it, as on an object of a class derived from dict. */
  items?: Map<PickleValue, PickleValue>;
};

/** All that a pickle can hold here. Lists are arrays, dicts are maps. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Set<PickleValue>
  | PickleGlobal
  | PickleTuple
  | PickleRecord
  | StorageReference
  | TensorReference;

type Tagged = Extract<PickleValue, { readonly kind: string }>;

/** Whether a value is one of the objects told apart by `kind`. */
export function isKind<K extends Tagged["kind"]>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<Tagged, { readonly kind: K }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

export function isMap(value: PickleValue | undefined): value is Map<PickleValue, PickleValue> {
  return value instanceof Map;
}
