const WIDTH = 24;
/** Least time between two drawings: a slow terminal must not slow the download. */
const MILLISECONDS = 100;

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

function draw(bytes: number, total: number | null): string {
  if (total === null || total === 0) return `${megabytes(bytes)} MB downloaded`;
  const share = Math.min(1, bytes / total);
  const filled = Math.round(share * WIDTH);
  const bar = "#".repeat(filled).padEnd(WIDTH, ".");
  return `[${bar}] ${megabytes(bytes)} of ${megabytes(total)} MB, ${Math.floor(share * 100)} %`;
}

/** A bar on a terminal that fills; elsewhere it stays silent. */
export type DownloadBar = { show(bytes: number, total: number | null): void; end(): void };

/** @param stream where a person looks, such as stderr */
export function createDownloadBar(stream: NodeJS.WriteStream): DownloadBar {
  let line = "";
  let drawn = 0;
  return {
    show(bytes, total) {
      line = draw(bytes, total);
      if (!stream.isTTY || (Date.now() - drawn < MILLISECONDS && bytes !== total)) return;
      drawn = Date.now();
      stream.write(`\r\u001b[K${line}`);
    },
    end() {
      if (line !== "" && stream.isTTY) stream.write(`\r\u001b[K${line}\n`);
      line = "";
    },
  };
}
