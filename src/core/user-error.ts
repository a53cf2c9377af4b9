/**
 * An error a person can act on: what is wrong, where, and what to do. The command line prints its message as one
 * line on stderr and leaves with `exitCode`: 2 for usage (a wrong path, option or variable), 1 for failure.
 */
export class UserError extends Error {
  override name = "UserError";
  readonly exitCode: 1 | 2;

  constructor(message: string, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}
