// Builds the images, brings the compose project up with a local Bot API server, sends films with 1, 2 and 4 workers, kills
// containers, rolls a restart, and prints a table. By hand, where a Docker engine runs:
//
//   node test/e2e/compose.mjs [--films 100] [--films-from DIR] [--no-build]
//
// NODE_IMAGE and REDIS_IMAGE name other base images, NPM_CONFIG_REGISTRY another registry; BUILD_NETWORK=host lets the
// build use the host's network. Everything it starts is taken down at the end, volumes included.
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PROJECT = "roentgram-e2e";
const ROUND_MS = 20 * 60_000;

const { values } = parseArgs({
  options: {
    films: { type: "string", default: "100" },
    "films-from": { type: "string" },
    "no-build": { type: "boolean", default: false },
  },
});
const work = mkdtempSync(join(tmpdir(), "roentgram-compose-"));
const films = values["films-from"] ?? phantomFilms(join(work, "films"));
const env = {
  ...process.env,
  COMPOSE_PROJECT_NAME: PROJECT,
  REDIS_PASSWORD: randomBytes(24).toString("hex"),
  PHOTO_KEY: randomBytes(32).toString("base64"),
  FILMS: values.films,
  FILM_DIR: films,
  LOG_LEVEL: "info",
};
const compose =
  spawnSync("docker", ["compose", "version"]).status === 0 ? ["docker", "compose"] : ["docker-compose"];
const FILES = ["-f", "docker-compose.yml", "-f", "test/e2e/docker-compose.e2e.yml"];

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function docker(...args) {
  return execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

function inCompose(round, ...args) {
  const [program, ...first] = compose;
  // Another bot each round: message numbers start anew, and those of another bot are other studies.
  const token = `${1000 + round}:e2e-token-of-this-round-abcdefghijkl`;
  const result = spawnSync(program, [...first, ...FILES, ...args], {
    cwd: root,
    env: { ...env, TELEGRAM_BOT_TOKEN: token },
    encoding: "utf8",
    timeout: ROUND_MS,
  });
  if (result.status !== 0) throw new Error(`compose ${args.join(" ")}:\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

function phantomFilms(dir) {
  const result = spawnSync(process.execPath, [join(root, "scripts/roentgram.mjs"), "demo", "--out", dir], {
    cwd: root,
  });
  if (result.status !== 0) throw new Error("the phantom could not be made; name films with --films-from");
  return dir;
}

function containers(service) {
  const labels = [
    `label=com.docker.compose.project=${PROJECT}`,
    `label=com.docker.compose.service=${service}`,
  ];
  return docker("ps", "-q", ...labels.flatMap((label) => ["--filter", label]))
    .split("\n")
    .filter(Boolean);
}

/** As the kernel would: a container killed through Docker counts as stopped on purpose and is not started again. */
function kill(service) {
  const open = containers(service);
  const one = open[Math.floor(Math.random() * open.length)];
  if (!one) return false;
  const pid = Number(docker("inspect", "-f", "{{.State.Pid}}", one));
  if (pid > 1) process.kill(pid, "SIGKILL");
  return pid > 1;
}

async function play({ round, workers, name, trouble }) {
  inCompose(round, "rm", "-sf", "bot-api", "telegram");
  inCompose(round, "up", "-d", "--no-build", "--scale", `worker=${workers}`);
  const [driver] = containers("bot-api");
  if (!driver) throw new Error("the local Bot API server does not run");
  let done = false;
  const waiting = (async () => {
    const deadline = Date.now() + ROUND_MS;
    while (docker("inspect", "-f", "{{.State.Running}}", driver) === "true") {
      if (Date.now() > deadline) throw new Error(`${name}: no end in ${ROUND_MS / 60_000} minutes`);
      await sleep(500);
    }
    done = true;
  })();
  const deeds = trouble ? await trouble(() => done) : "";
  await waiting;
  const lines = docker("logs", driver).split("\n");
  const counts = JSON.parse(lines.findLast((line) => line.startsWith("{")) ?? "{}");
  return { name, workers, ...counts, deeds };
}

async function killing(isDone) {
  const killed = { worker: 0, telegram: 0, redis: 0 };
  const order = ["worker", "redis", "telegram", "worker"];
  for (let turn = 0; !isDone() && turn < 12; turn += 1) {
    await sleep(4_000);
    const service = order[turn % order.length];
    if (!isDone() && kill(service)) killed[service] += 1;
  }
  return `killed ${Object.entries(killed)
    .map(([service, times]) => `${service} ${times}x`)
    .join(", ")}`;
}

async function rolling(round) {
  await sleep(5_000);
  inCompose(round, "restart", "worker");
  inCompose(round, "restart", "telegram");
  return "workers and bot restarted one after the other";
}

function print(rows) {
  const columns = ["name", "workers", "films", "answered", "repeated", "seconds", "deeds"];
  const text = rows.map((row) =>
    columns.map((column) =>
      (column === "seconds" ? Math.round(row.seconds ?? 0) : (row[column] ?? "")).toString(),
    ),
  );
  const widths = columns.map((column, place) =>
    Math.max(column.length, ...text.map((cells) => cells[place].length)),
  );
  const line = (cells) => `| ${cells.map((cell, place) => cell.padEnd(widths[place])).join(" | ")} |`;
  process.stdout.write(`${line(columns)}\n${line(widths.map((width) => "-".repeat(width)))}\n`);
  for (const cells of text) process.stdout.write(`${line(cells)}\n`);
}

const rows = [];
try {
  if (!values["no-build"]) {
    for (const target of ["bot", "worker"]) {
      const options = ["--build-arg", "NPM_CONFIG_REGISTRY", "--build-arg", "NODE_IMAGE"];
      if (process.env.BUILD_NETWORK) options.push("--network", process.env.BUILD_NETWORK);
      const buildEnv = { NPM_CONFIG_REGISTRY: "", NODE_IMAGE: "node:24-bookworm-slim", ...process.env };
      const built = spawnSync(
        "docker",
        ["build", "--target", target, ...options, "-t", `roentgram-${target}`, "."],
        {
          cwd: root,
          env: buildEnv,
          stdio: ["ignore", "ignore", "inherit"],
        },
      );
      if (built.status !== 0) throw new Error(`docker build --target ${target} failed`);
    }
  }
  for (const [round, workers] of [1, 2, 4].entries()) {
    rows.push(await play({ round, workers, name: "steady" }));
  }
  rows.push(await play({ round: 3, workers: 2, name: "kills", trouble: killing }));
  rows.push(await play({ round: 4, workers: 2, name: "rolling restart", trouble: () => rolling(4) }));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  print(rows);
  writeFileSync(join(work, "rows.json"), JSON.stringify(rows));
  inCompose(0, "down", "-v", "--remove-orphans");
  rmSync(work, { recursive: true, force: true });
}
if (rows.length < 5 || rows.some(({ films: sent, answered }) => !sent || answered !== sent))
  process.exitCode = 1;
