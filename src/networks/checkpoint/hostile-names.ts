/** Python modules whose functions act on the machine. */
const MODULES = new Set(
  (
    "os posix nt subprocess commands sys shutil socket pty runpy importlib ctypes webbrowser pathlib pip code codeop " +
    "multiprocessing asyncio signal threading platform tempfile urllib http ftplib smtplib builtins.eval builtins.exec " +
    "builtins.compile builtins.open builtins.__import__ builtins.input builtins.breakpoint"
  ).split(" "),
);

/**
 * Whether a name that a pickle calls stands for an attack. This only makes the error say so: what keeps this machine
 * safe is that no name is ever looked up.
 */
export function hostileName(name: string): boolean {
  const [module = ""] = name.split(".");
  return MODULES.has(module) || MODULES.has(name);
}
