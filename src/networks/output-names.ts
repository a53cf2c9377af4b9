import { LABELS } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";
import type { CheckpointNetwork } from "./checkpoint/read-network.ts";
import { chooseLabels, type LabelChoice } from "./label-choice.ts";
import { usualLabels } from "./usual-labels.ts";

/**
 * Names a network's outputs: as a person says, else as the file says, else as its kind usually has them; what is assumed is
 * said, for names in a wrong order make every answer wrong.
 *
 * @throws {UserError} when nothing is known of them, or the names do not fit
 */
export function nameOutputs(
  given: readonly string[] | undefined,
  network: CheckpointNetwork,
  warnings: string[],
): LabelChoice {
  const outputs = network.head.last.bias.length;
  if (given) return chooseLabels(outputs, given, "--labels");
  const usual = usualLabels(network);
  if (!usual) {
    throw new UserError(
      `the network has ${outputs} outputs, not NIH's ${LABELS.length}: name them in order with --labels A,B,...`,
      { exitCode: 2 },
    );
  }
  const check = usual.caveat ? `; ${usual.caveat}` : "";
  warnings.push(`no labels were given; they are taken ${usual.basis}${check}`);
  return chooseLabels(outputs, usual.names, network.names ? "the list in the file" : "the usual list");
}
