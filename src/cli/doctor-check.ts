/** One thing `doctor` looked at. `fix` says what to do unless all is well. */
export type Check = {
  readonly name: string;
  readonly state: "ok" | "warning" | "failure";
  readonly detail: string;
  readonly fix?: string;
};

export function ok(name: string, detail: string): Check {
  return { name, state: "ok", detail };
}

export function warning(name: string, detail: string, fix: string): Check {
  return { name, state: "warning", detail, fix };
}

export function failure(name: string, detail: string, fix: string): Check {
  return { name, state: "failure", detail, fix };
}

/** Runs a check; whatever it throws becomes a failure with the error's own message. */
export async function guarded(name: string, fix: string, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    return failure(name, error instanceof Error ? error.message : String(error), fix);
  }
}
