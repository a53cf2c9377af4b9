import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { LANGUAGES } from "../i18n/languages.ts";
import { makeFolder } from "../runtime/make-folder.ts";
import { NEEDED_BYTES } from "../runtime/redis-folder.ts";
import { type Check, failure, guarded, ok, warning } from "./doctor-check.ts";

const execute = promisify(execFile);
const MEBIBYTE = 1024 * 1024;
const LEAST_FREE_MEBIBYTES = 500;

async function onPath(program: string, path: string): Promise<boolean> {
  for (const folder of path.split(delimiter)) {
    if (
      await access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return true;
  }
  return false;
}

/** Node's version against the package's own range. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  return good
    ? ok("node", version)
    : failure("node", version, "install Node 20.19 or later, 22.12 or later, or 24");
}

/** The programs the embedded Redis needs; not needed where REDIS_URL is set. */
export async function checkPrograms(path: string): Promise<Check> {
  const wanted = ["redis-server", "flock", "setpriv"];
  const found = await Promise.all(wanted.map((program) => onPath(program, path)));
  const missing = wanted.filter((_, index) => !found[index]);
  return missing.length === 0
    ? ok("programs", wanted.join(", "))
    : failure("programs", `missing ${missing.join(", ")}`, "apt-get install redis-server util-linux");
}

/** A font for each language's script: without one, titles on pictures would be boxes. */
export async function checkFonts(): Promise<Check> {
  return guarded("fonts", "apt-get install fontconfig fonts-noto-core", async () => {
    const missing = [];
    for (const language of LANGUAGES) {
      const { stdout } = await execute("fc-list", [`:lang=${language}`, "file"]);
      if (stdout.trim() === "") missing.push(language);
    }
    return missing.length === 0
      ? ok("fonts", `for ${LANGUAGES.join(", ")}`)
      : failure("fonts", `no font for ${missing.join(", ")}`, "apt-get install fonts-noto-core");
  });
}

/** DATA_DIR can be written, and there is room in it. */
export async function checkDisk(dataDir: string): Promise<Check> {
  return guarded("disk", `make ${dataDir} writable, or set DATA_DIR to a folder that is`, async () => {
    await makeFolder(dataDir);
    await access(dataDir, constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const free = Math.floor((bavail * bsize) / MEBIBYTE);
    if (bavail * bsize < NEEDED_BYTES)
      return failure(
        "disk",
        `${dataDir} is full: ${free} MB free`,
        "free some space, or set DATA_DIR to another disk",
      );
    return free >= LEAST_FREE_MEBIBYTES
      ? ok("disk", `${dataDir}, ${free} MB free`)
      : warning("disk", `${dataDir}, only ${free} MB free`, `free at least ${LEAST_FREE_MEBIBYTES} MB`);
  });
}

/** Whether an NVIDIA driver is there, and whether ONNX Runtime's CUDA library was fetched to use it. */
export async function checkAccelerator(wanted: string, hasLibrary: boolean): Promise<Check> {
  const gpu = await execute("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"]).then(
    ({ stdout }) => stdout.trim().split("\n")[0],
    () => undefined,
  );
  if (gpu === undefined) {
    return wanted === "cuda"
      ? failure(
          "accelerator",
          "EXECUTION_PROVIDER=cuda, but no NVIDIA driver answers",
          "install the driver, or set cpu",
        )
      : ok("accelerator", "none; the CPU reads");
  }
  if (wanted !== "cpu" && wanted !== "webgpu" && !hasLibrary) {
    const fix =
      "npm rebuild onnxruntime-node --ignore-scripts=false (needs the internet), or set EXECUTION_PROVIDER=cpu";
    const detail = `${gpu}, but ONNX Runtime's CUDA library is not installed`;
    return wanted === "cuda" ? failure("accelerator", detail, fix) : warning("accelerator", detail, fix);
  }
  return wanted === "cpu"
    ? warning("accelerator", `${gpu} is not used`, "set EXECUTION_PROVIDER=auto or cuda")
    : ok("accelerator", gpu);
}
