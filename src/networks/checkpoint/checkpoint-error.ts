/**
 * Why a checkpoint cannot be read: said to a person by `model import`, which adds the file's name. Everything below
 * `checkpoint/` throws nothing else for what a file holds.
 */
export class CheckpointError extends Error {
  override name = "CheckpointError";
}
