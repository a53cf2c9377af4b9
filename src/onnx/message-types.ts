/** Plain objects as `messages.ts` describes them; proto2, so every field may be missing. */
export type TensorMessage = {
  dims?: number[];
  dataType?: number;
  floatData?: number[];
  int32Data?: number[];
  int64Data?: number[];
  doubleData?: number[];
  rawData?: Uint8Array;
  name?: string;
  externalData?: unknown[];
  dataLocation?: number;
};

export type AttributeMessage = {
  name?: string;
  type?: number;
  f?: number;
  i?: number;
  s?: Uint8Array;
  t?: TensorMessage;
  floats?: number[];
  ints?: number[];
  strings?: Uint8Array[];
};

export type NodeMessage = {
  name?: string;
  opType?: string;
  domain?: string;
  input?: string[];
  output?: string[];
  attribute?: AttributeMessage[];
};

export type ValueMessage = {
  name?: string;
  type?: {
    tensorType?: {
      elemType?: number;
      shape?: { dim?: { dimValue?: number; dimParam?: string }[] };
    };
  };
};

export type ModelMessageObject = {
  irVersion?: number;
  producerName?: string;
  opsetImport?: { domain?: string; version?: number }[];
  graph?: {
    name?: string;
    node?: NodeMessage[];
    initializer?: TensorMessage[];
    input?: ValueMessage[];
    output?: ValueMessage[];
  };
};
