/** A line on a terminal that counts up; elsewhere it stays silent but for the end. */
export type Progress = {
  /** @param more what else the line should say */
  show(done: number, total: number, more?: string): void;
  /** Takes the line away, so that another can be written in its place. */
  clear(): void;
  end(): void;
};

/**
 * @param stream where a person looks, such as stderr
 * @param what is counted, such as `films read`
 */
export function createProgress(stream: NodeJS.WriteStream, what: string): Progress {
  let last = "";
  return {
    show(done, total, more) {
      last = `${done} of ${total} ${what}${more === undefined ? "" : `, ${more}`}`;
      // What a longer line before it left behind is wiped.
      if (stream.isTTY) stream.write(`\r\u001b[K${last}`);
    },
    clear() {
      if (last !== "" && stream.isTTY) stream.write("\r\u001b[K");
      last = "";
    },
    end() {
      if (last !== "") stream.write(stream.isTTY ? "\n" : `${last}\n`);
      last = "";
    },
  };
}
