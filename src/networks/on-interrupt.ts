const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Does work that a signal may interrupt: `clean` then takes away what is half-made, and the process ends as it would have
 * without it.
 *
 * @param clean synchronous, for the process ends right after it
 */
export async function withCleaning<T>(clean: () => void, work: () => Promise<T>): Promise<T> {
  const stop = (signal: NodeJS.Signals) => {
    release();
    clean();
    // Whoever else listens decides when the process ends.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, stop);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work();
  } finally {
    release();
  }
}
