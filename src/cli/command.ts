/** One command of the `roentgram` program. */
export type Command = {
  /** As typed, such as `analyze` or `model import`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole `--help` text. */
  readonly help: string;
  /**
   * @param args what follows the command's name
   * @returns the exit status
   * @throws {UserError} for what a person can mend; printed as one line
   */
  run(args: string[]): Promise<number>;
};
