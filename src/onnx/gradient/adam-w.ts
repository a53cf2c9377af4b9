import type { GraphBuilder } from "../builder.ts";
import type { Tensor } from "../session.ts";

/** Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019). */
export type AdamW = {
  readonly rate: number;
  /** Decay of the running mean of gradients, and of their squares. */
  readonly betas: readonly [number, number];
  /** Share of each weight taken off per step, times the rate. */
  readonly decay: number;
  /** Which step this is, from 1. */
  readonly step: number;
  readonly epsilon?: number;
};

const SETTINGS = ["kept", "beta1", "fresh1", "beta2", "fresh2", "rate", "root", "epsilon"] as const;
type Setting = (typeof SETTINGS)[number];

const settingName = (setting: Setting) => `adam.${setting}`;

/** What a graph with `declareAdam` is fed for one step. Worked out in double precision, where 1 - beta2 keeps its digits. */
export function adamFeeds({
  rate,
  betas: [beta1, beta2],
  decay,
  step,
  epsilon = 1e-8,
}: AdamW): Record<string, Tensor> {
  const values: Record<Setting, number> = {
    kept: 1 - rate * decay,
    beta1,
    fresh1: 1 - beta1,
    beta2,
    fresh2: 1 - beta2,
    rate: -rate / (1 - beta1 ** step),
    root: Math.sqrt(1 - beta2 ** step),
    epsilon,
  };
  return Object.fromEntries(
    SETTINGS.map((setting) => [settingName(setting), { dims: [], data: Float32Array.of(values[setting]) }]),
  );
}

/** Declares the inputs that `adamFeeds` feeds. */
export function declareAdam(builder: GraphBuilder): void {
  for (const setting of SETTINGS) builder.input(settingName(setting), "float32", []);
}

export type AdamState = {
  readonly weight: string;
  /** Running mean of the gradients. */
  readonly first: string;
  /** Running mean of their squares. */
  readonly second: string;
};

/**
 * Appends one step of one weight, in PyTorch's order of operations. Needs `declareAdam`.
 *
 * @returns the state after it
 */
export function appendAdamW(
  builder: GraphBuilder,
  { weight, first, second }: AdamState,
  gradient: string,
): AdamState {
  const by = (value: string, setting: Setting) => builder.add("Mul", [value, settingName(setting)]);
  const next = (value: string, kept: string, fresh: string) =>
    builder.add("Add", [kept, fresh], {}, { name: `${value}.next` });
  const mean = next(first, by(first, "beta1"), by(gradient, "fresh1"));
  const squared = builder.add("Mul", [gradient, gradient]);
  const square = next(second, by(second, "beta2"), by(squared, "fresh2"));
  const root = builder.add("Div", [builder.add("Sqrt", [square]), settingName("root")]);
  const scaled = builder.add("Div", [mean, builder.add("Add", [root, settingName("epsilon")])]);
  return { weight: next(weight, by(weight, "kept"), by(scaled, "rate")), first: mean, second: square };
}
