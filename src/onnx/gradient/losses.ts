import type { GraphBuilder } from "../builder.ts";

/**
 * Appends binary cross-entropy of logits with positive weights, averaged over all elements:
 * w y softplus(-x) + (1 - y) softplus(x), which stays finite for logits of any size. Equals PyTorch's `BCEWithLogitsLoss`.
 *
 * @param logits `[n, k]`
 * @param targets `[n, k]`, 0 or 1
 * @param positive weights of positives, `[k]`; left out, all are 1
 * @param films weights of the rows, `[n, 1]`, by which each element counts; left out, all are 1
 * @returns one number
 */
export function appendBinaryCrossEntropy(
  builder: GraphBuilder,
  {
    logits,
    targets,
    positive,
    films,
  }: { logits: string; targets: string; positive?: string; films?: string },
): string {
  const missed = builder.add("Mul", [targets, builder.add("Softplus", [builder.add("Neg", [logits])])]);
  const weighted = positive === undefined ? missed : builder.add("Mul", [missed, positive]);
  const present = builder.add("Softplus", [logits]);
  const alarm = builder.add("Sub", [present, builder.add("Mul", [targets, present])]);
  const sum = builder.add("Add", [weighted, alarm]);
  const each = films === undefined ? sum : builder.add("Mul", [sum, films]);
  return builder.add("ReduceMean", [each], { keepdims: 0 }, { name: "loss" });
}

/**
 * Appends cross-entropy of logits with class weights: the sum of w_c log softmax over the sum of the weights of the true
 * classes. Equals PyTorch's `CrossEntropyLoss`.
 *
 * @param logits `[n, k]`
 * @param targets one-hot `[n, k]`
 * @param weights of classes, `[k]`; left out, all are 1
 * @param films weights of the rows, `[n, 1]`; left out, all are 1
 * @returns one number
 */
export function appendCrossEntropy(
  builder: GraphBuilder,
  { logits, targets, weights, films }: { logits: string; targets: string; weights?: string; films?: string },
): string {
  const weighed = weights === undefined ? targets : builder.add("Mul", [targets, weights]);
  const share = films === undefined ? weighed : builder.add("Mul", [weighed, films]);
  const logs = builder.add("Mul", [share, builder.add("LogSoftmax", [logits], { axis: 1 })]);
  const total = builder.add("ReduceSum", [logs], { keepdims: 0 });
  const mass = builder.add("ReduceSum", [share], { keepdims: 0 });
  return builder.add("Neg", [builder.add("Div", [total, mass])], {}, { name: "loss" });
}
