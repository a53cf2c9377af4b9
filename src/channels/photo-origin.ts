/** Where a channel gets its photos from when the message only names them. */
export type PhotoOrigin = {
  /**
   * Downloads a photo whole.
   *
   * @param handle the messenger's own name for it
   * @throws {PhotoGone} {@link PhotoTooLarge} and what a messenger throws: `RetryAfter`, `Outage`, `Rejected`
   */
  download(handle: string, signal: AbortSignal): Promise<Uint8Array>;
};

/** The messenger no longer has this photo, or says so. */
export class PhotoGone extends Error {
  override name = "PhotoGone";
}

/** The photo has more bytes than are read. */
export class PhotoTooLarge extends Error {
  override name = "PhotoTooLarge";
}
