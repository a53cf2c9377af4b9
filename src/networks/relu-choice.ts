import type { CheckpointNetwork } from "./checkpoint/read-network.ts";

/**
 * Whether a ReLU stands between the body and the pooling. Weights alone do not show it; what is then assumed is said.
 *
 * @param given a person's word, which is taken
 */
export function chooseRelu(
  given: boolean | undefined,
  { head, prefix, reluSeen }: CheckpointNetwork,
  warnings: string[],
): boolean {
  if (given !== undefined) return given;
  if (reluSeen !== undefined) return reluSeen;
  const row = /^(.*\.)?\d+\.$/.test(prefix);
  if (head.kind === "concat-pool") {
    warnings.push(
      head.reluBeforePooling
        ? "the paper's head stands on a body named as torchvision's, so a ReLU is taken to stand between them: say --relu no if there is none"
        : "the paper's head stands on a body in a row of modules, so no ReLU is taken to stand between them, as fastai has it: say --relu yes if there is one",
    );
  } else if (row) {
    warnings.push(
      "the body stands in a row of modules, so whether a ReLU follows it cannot be seen; it is taken to be there: say --relu no if it is not",
    );
  }
  return head.reluBeforePooling;
}
