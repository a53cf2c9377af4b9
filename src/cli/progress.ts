/** A line on a terminal that counts up; elsewhere it stays silent but for the end. */
export type Progress = { show(done: number, total: number): void; end(): void };

/**
 * @param stream where a person looks, such as stderr
 * @param what is counted, such as `films read`
 */
export function createProgress(stream: NodeJS.WriteStream, what: string): Progress {
  let last = "";
  const write = () => stream.write(stream.isTTY ? `\r${last}` : "");
  return {
    show(done, total) {
      last = `${done} of ${total} ${what}`;
      write();
    },
    end() {
      if (last !== "") stream.write(stream.isTTY ? "\n" : `${last}\n`);
      last = "";
    },
  };
}
