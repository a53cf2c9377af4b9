const CODE = "[2-9A-Z]{3}-[2-9A-Z]{4}";
const JOIN = new RegExp(`^join:(${CODE}):(.+)$`, "s");
const PART = /^part:(.+)$/s;

/** What a button about photos of one patient asks for. `message`: the photo's, from which its study follows. */
type JoinChoice =
  | { readonly do: "join-cases"; readonly code: string; readonly message: string }
  | { readonly do: "part-cases"; readonly message: string };

/** @param code the other photo's case */
export function joinChoice(code: string, message: string): string {
  return `join:${code}:${message}`;
}

export function partChoice(message: string): string {
  return `part:${message}`;
}

/** Reads what the two above write. */
export function readJoinChoice(id: string): JoinChoice | undefined {
  const [, code = "", message = ""] = JOIN.exec(id) ?? [];
  if (code !== "") return { do: "join-cases", code, message };
  const [, parted = ""] = PART.exec(id) ?? [];
  return parted === "" ? undefined : { do: "part-cases", message: parted };
}
