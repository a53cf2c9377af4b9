// Builds the images, brings the compose project up with a local Bot API server, sends films with 1, 2 and 4 workers, kills
// containers, rolls a restart, and prints a table. By hand, where a Docker engine runs:
//
//   node test/e2e/compose.mjs [--films 100] [--films-from DIR] [--no-build] [--only ROUND]
//
// Its last round runs the workers in a second compose project that reaches the first one's Redis over TLS, as another host would.
// NODE_IMAGE and REDIS_IMAGE name other base images, NPM_CONFIG_REGISTRY another registry; BUILD_NETWORK=host lets the
// build use the host's network. Everything it starts is taken down at the end, volumes included.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { containersOf, docker, killOne, printTable } from "./compose-tools.mjs";
import { makeCertificates } from "./make-certificates.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PROJECT = "roentgram-e2e";
const ROUND_MS = 20 * 60_000;

const { values } = parseArgs({
  options: {
    films: { type: "string", default: "100" },
    "films-from": { type: "string" },
    "no-build": { type: "boolean", default: false },
    // The name of one of the rounds.
    only: { type: "string" },
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
const SECOND_HOST = { COMPOSE_PROJECT_NAME: `${PROJECT}-second-host`, REDIS_SCHEME: "rediss" };
const FILES = ["-f", "docker-compose.yml", "-f", "test/e2e/docker-compose.e2e.yml"];

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function inCompose(round, ...args) {
  return composeWith({ files: FILES, round }, ...args);
}

function composeWith({ files, round, settings = {} }, ...args) {
  const [program, ...first] = compose;
  // Another bot each round: message numbers start anew, and those of another bot are other studies.
  const token = `${1000 + round}:e2e-token-of-this-round-abcdefghijkl`;
  const result = spawnSync(program, [...first, ...files, ...args], {
    cwd: root,
    env: { ...env, TELEGRAM_BOT_TOKEN: token, ...settings },
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

async function play({ round, workers, name, trouble, begin = beginHere }) {
  inCompose(round, "rm", "-sf", "bot-api", "telegram");
  begin(round, workers);
  const [driver] = containersOf(PROJECT, "bot-api");
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
  const deeds = trouble ? await trouble({ round, isDone: () => done }) : "";
  await waiting;
  const lines = docker("logs", driver).split("\n");
  const counts = JSON.parse(lines.findLast((line) => line.startsWith("{")) ?? "{}");
  return { name, workers, ...counts, seconds: Math.round(counts.seconds ?? 0), deeds };
}

function beginHere(round, workers) {
  inCompose(round, "up", "-d", "--no-build", "--scale", `worker=${workers}`);
}

/** Redis, bot and people here, without a worker; the workers in a project of their own, with nothing but Redis' address. */
function beginOnTwoHosts(round, workers) {
  const address = docker("network", "inspect", "-f", "{{(index .IPAM.Config 0).Gateway}}", "bridge");
  const files = [...FILES, "-f", "docker-compose.tls.yml"];
  const settings = { REDIS_CERTS: makeCertificates(join(work, "certs"), address), REDIS_TLS_BIND: address };
  composeWith({ files, round, settings }, "up", "-d", "--no-build", "--scale", "worker=0");
  composeWith(
    { files, round, settings: { ...settings, ...SECOND_HOST, REDIS_HOST: `${address}:6380` } },
    ...["up", "-d", "--no-build", "--no-deps", "--scale", `worker=${workers}`, "worker"],
  );
  if (containersOf(PROJECT, "worker").length > 0) throw new Error("the first project still has workers");
}

async function killing({ isDone }) {
  const killed = { worker: 0, telegram: 0, redis: 0 };
  const order = ["worker", "redis", "telegram", "worker"];
  for (let turn = 0; !isDone() && turn < 12; turn += 1) {
    await sleep(4_000);
    const service = order[turn % order.length];
    if (!isDone() && killOne(PROJECT, service)) killed[service] += 1;
  }
  return `killed ${Object.entries(killed)
    .map(([service, times]) => `${service} ${times}x`)
    .join(", ")}`;
}

async function rolling({ round }) {
  await sleep(5_000);
  inCompose(round, "restart", "worker");
  inCompose(round, "restart", "telegram");
  return "workers and bot restarted one after the other";
}

const ROUNDS = [
  ...[1, 2, 4].map((workers) => ({ name: "steady", workers })),
  { name: "kills", workers: 2, trouble: killing },
  { name: "rolling restart", workers: 2, trouble: rolling },
  { name: "two projects, TLS", workers: 2, begin: beginOnTwoHosts },
];
if (values.only !== undefined && !ROUNDS.some(({ name }) => name === values.only)) {
  const names = [...new Set(ROUNDS.map(({ name }) => name))].map((name) => `"${name}"`);
  process.stderr.write(`--only ${values.only}: no such round; there are ${names.join(", ")}\n`);
  rmSync(work, { recursive: true, force: true });
  process.exit(2);
}
const rows = [];
try {
  if (!values["no-build"]) {
    for (const target of ["bot", "worker", "whatsapp"]) {
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
  for (const [round, plan] of ROUNDS.entries()) {
    if (values.only === undefined || plan.name === values.only) rows.push(await play({ round, ...plan }));
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  printTable(rows, ["name", "workers", "films", "answered", "repeated", "seconds", "deeds"]);
  composeWith({ files: FILES, round: 0, settings: SECOND_HOST }, "down", "-v", "--remove-orphans");
  inCompose(0, "down", "-v", "--remove-orphans");
  rmSync(work, { recursive: true, force: true });
}
if (rows.length === 0 || rows.some(({ films: sent, answered }) => !sent || answered !== sent))
  process.exitCode = 1;
