import type { GradientRule } from "../operator.ts";
import { integers } from "../tensor-data.ts";
import { scalar, scale, sumOver } from "./arithmetic.ts";
import { floatOf, intOf } from "./attributes.ts";

/**
 * Rule of a batch norm that is given its mean and variance: y = (x - mean) scale / sqrt(variance + epsilon) + bias. In
 * training these are the batch's own, computed in the graph, and what flows into them is carried on from there.
 */
export const normRule: GradientRule = (node, [dy = ""], builder, facts) => {
  const [x = "", weight = "", , mean = "", variance = ""] = node.inputs;
  if (intOf(node, "training_mode", 0) !== 0) {
    throw new RangeError(
      `BatchNormalization ${node.name}: there is no gradient rule for training_mode; give it the batch's mean and variance`,
    );
  }
  const type = facts.typeOf(x);
  const spatial = [...facts.dimsOf(x).keys()].slice(2);
  const perChannel = (value: string) =>
    spatial.length === 0
      ? value
      : builder.add("Unsqueeze", [
          value,
          builder.constant("axes", integers(spatial.map((axis) => axis - 1))),
        ]);
  // Places first: they lie side by side, which is faster and adds up fewer numbers in one go.
  const overPlaces = (value: string) =>
    spatial.length === 0 ? value : sumOver(builder, value, spatial, false);
  const overChannels = (value: string) => sumOver(builder, overPlaces(value), [0], false);

  const shifted = builder.add("Add", [variance, scalar(builder, type, floatOf(node, "epsilon", 1e-5))]);
  const inverse = builder.add("Div", [scalar(builder, type, 1), builder.add("Sqrt", [shifted])]);
  const slope = builder.add("Mul", [weight, inverse]);
  const total = overChannels(dy);
  const centred = builder.add("Sub", [x, perChannel(mean)]);
  const along = overChannels(builder.add("Mul", [dy, centred]));
  // dy/dvariance = -(x - mean) scale / 2 (variance + epsilon)^(3/2)
  const falling = builder.add("Mul", [slope, builder.add("Div", [along, shifted])]);
  return [
    builder.add("Mul", [dy, perChannel(slope)]),
    builder.add("Mul", [along, inverse]),
    total,
    builder.add("Neg", [builder.add("Mul", [total, slope])]),
    scale(builder, facts, x, falling, -0.5),
  ];
};
