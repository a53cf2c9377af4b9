import { escapeControls } from "../printable.ts";

/**
 * Why a checkpoint cannot be read: said to a person by `model import`, which adds the file's name. Everything below
 * `checkpoint/` throws nothing else for what a file holds. Names of the file go into the message by `showName`, which
 * bounds them; whatever is left of control characters is escaped here.
 */
export class CheckpointError extends Error {
  override name = "CheckpointError";

  constructor(message: string, options?: ErrorOptions) {
    super(escapeControls(message), options);
  }
}
