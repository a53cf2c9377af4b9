import { UserError } from "../core/user-error.ts";
import type { CheckpointNetwork } from "./checkpoint/read-network.ts";
import { forChannels, NORMALISATIONS, type Normalisation, usualNormalisation } from "./normalisation.ts";

/**
 * How a network's pixels are normalised: as a person says, else as the file says, else as its kind usually is.
 *
 * @throws {UserError} when a person's numbers do not fit the channels
 */
export function chooseNormalisation(
  given: Normalisation | undefined,
  { hyper: { channels }, normalisation }: Pick<CheckpointNetwork, "hyper" | "normalisation">,
  warnings: string[],
): Normalisation {
  const usual = usualNormalisation(channels);
  if (!given && normalisation) {
    const { mean, std } = normalisation;
    warnings.push(
      `no normalisation was given; it is taken as the file has it, mean ${mean.join(",")} and std ${std.join(",")}`,
    );
  } else if (!given) {
    warnings.push(
      `no normalisation was given, so that of ${usual} is taken; a wrong one makes every answer wrong: check what the network was trained with`,
    );
  }
  const chosen = forChannels(given ?? normalisation ?? NORMALISATIONS[usual], channels);
  if (!chosen) {
    throw new UserError(
      `the network takes ${channels} channels: give --mean and --std one value, or ${channels}`,
      { exitCode: 2 },
    );
  }
  return chosen;
}
