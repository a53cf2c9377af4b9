/** Python modules whose functions act on the machine. */
const MODULES = new Set(
  (
    "os posix nt subprocess commands sys shutil socket pty runpy importlib ctypes webbrowser pathlib pip code codeop " +
    "multiprocessing asyncio signal threading platform tempfile urllib http ftplib smtplib builtins.eval builtins.exec " +
    "builtins.compile builtins.open builtins.__import__ builtins.input builtins.breakpoint"
  ).split(" "),
);

/** Their classes that only hold something: training scripts keep paths and settings beside the weights. */
const INERT = new Set(
  (
    "pathlib.Path pathlib.PurePath pathlib.PosixPath pathlib.PurePosixPath pathlib.WindowsPath pathlib.PureWindowsPath " +
    "os.stat_result os.PathLike signal.Signals http.HTTPStatus urllib.parse.ParseResult urllib.parse.SplitResult " +
    "threading.local platform.uname_result sys.version_info"
  ).split(" "),
);

/**
 * Whether a name that a pickle calls stands for an attack. This only makes the error say so: what keeps this machine
 * safe is that no name is ever looked up.
 */
export function hostileName(name: string): boolean {
  if (INERT.has(name)) return false;
  const [module = ""] = name.split(".");
  return MODULES.has(module) || MODULES.has(name);
}
