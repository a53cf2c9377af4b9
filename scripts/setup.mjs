// Makes a fresh checkout ready: packages, system programs, the build. Uses nothing that has to be installed first.
// Everything it says goes to stderr, so that commands with --json keep stdout for themselves.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const say = (line) => process.stderr.write(`${line}\n`);

/** Programs and files that npm cannot bring, the Debian package each comes from, and who needs it. */
const SYSTEM_NEEDS = [
  {
    package: "redis-server",
    present: (ownRedis) => !ownRedis || onPath("redis-server"),
    for: ["run", "test"],
  },
  {
    package: "util-linux",
    present: (ownRedis) => !ownRedis || (onPath("flock") && onPath("setpriv")),
    for: ["run", "test"],
  },
  {
    package: "fontconfig",
    present: () => onPath("fc-list"),
    for: ["run", "test"],
  },
  {
    package: "fonts-noto-core",
    present: () =>
      existsSync("/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf") || fontFor("hi"),
    for: ["run", "test"],
  },
];

function onPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function fontFor(language) {
  const listing = spawnSync("fc-list", [`:lang=${language}`], { encoding: "utf8" });
  return listing.status === 0 && listing.stdout.trim() !== "";
}

function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: ["ignore", 2, 2], ...options });
  return result.status === 0;
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!supported) {
    say(
      `setup: Node ${process.versions.node} is too old. Install Node 20.19 or later, 22.12 or later, or 24.`,
    );
    process.exit(1);
  }
}

function installPackages() {
  const installed = join(root, "node_modules", ".package-lock.json");
  const wanted = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  if (existsSync(installed) && run("npm", ["ls", "--all", "--silent"], { stdio: "ignore" })) return;
  // Not `npm ci`: it demands every platform's optional binary in the lock file, also those a registry does not carry.
  // Versions and checksums are the lock file's all the same, and it is left as it is.
  say("setup: installing packages (npm install)");
  if (!run("npm", ["install", "--no-save"])) {
    say(
      "setup: npm install failed (its message is above). Check the connection to the npm registry, then try again.",
    );
    process.exit(1);
  }
}

function installSystemPackages(purpose, { requirePrograms, ownRedis }) {
  const missing = SYSTEM_NEEDS.filter((need) => need.for.includes(purpose) && !need.present(ownRedis));
  if (missing.length === 0) return;
  const names = missing.map((need) => need.package);
  const command = `apt-get install -y --no-install-recommends ${names.join(" ")}`;
  if (process.getuid?.() !== 0 || !onPath("apt-get")) {
    say(`setup: missing ${names.join(", ")}. As root on Debian or Ubuntu: apt-get update && ${command}`);
    if (!requirePrograms) return;
    process.exit(1);
  }
  say(`setup: installing ${names.join(", ")} (apt)`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = { env, stdio: ["ignore", "ignore", 2] };
  if (!run("apt-get", ["update", "-q"], quiet) || !run("sh", ["-c", command], quiet)) {
    say(`setup: apt could not install ${names.join(", ")}. Try by hand: apt-get update && ${command}`);
    if (!requirePrograms) return;
    process.exit(1);
  }
}

function newestSource(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs);
  }
  return newest;
}

function build() {
  const stamp = join(root, "dist", ".tsbuildinfo");
  const entry = join(root, "dist", "src", "cli", "main.js");
  const configs = ["tsconfig.json", "tsconfig.build.json", "package-lock.json"].map(
    (f) => statSync(join(root, f)).mtimeMs,
  );
  const newest = Math.max(...["src", "workers", "bench"].map((f) => newestSource(join(root, f))), ...configs);
  if (existsSync(entry) && existsSync(stamp) && statSync(stamp).mtimeMs >= newest) return;
  if (
    !run(process.execPath, [
      join(root, "node_modules", "typescript", "bin", "tsc"),
      "-p",
      "tsconfig.build.json",
    ])
  ) {
    say("setup: the build failed (its message is above).");
    process.exit(1);
  }
  // tsc leaves its stamp alone when nothing it emits has changed.
  utimesSync(stamp, new Date(), new Date());
}

/**
 * @param {"run" | "test" | "check"} purpose what the checkout is about to do
 * @param {{ requirePrograms?: boolean, ownRedis?: boolean }} [options] `requirePrograms: false` only says which programs are
 *   missing where they cannot be installed; `ownRedis: false` where a Redis is named by REDIS_URL
 */
export function setUp(purpose, { requirePrograms = true, ownRedis = true } = {}) {
  requireNode();
  // An installed image has no sources to build and no lock file to compare: it is ready as it is.
  if (!existsSync(join(root, "package-lock.json")) || !existsSync(join(root, "src"))) return;
  installPackages();
  installSystemPackages(purpose, { requirePrograms, ownRedis });
  if (purpose !== "check") build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flag = process.argv.indexOf("--for");
  setUp(flag === -1 ? "run" : process.argv[flag + 1]);
}
