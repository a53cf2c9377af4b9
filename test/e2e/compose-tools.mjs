// What the compose trial asks of the engine, and its table.
import { execFileSync } from "node:child_process";

export function docker(...args) {
  return execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

export function containersOf(project, service) {
  const labels = [
    `label=com.docker.compose.project=${project}`,
    `label=com.docker.compose.service=${service}`,
  ];
  return docker("ps", "-q", ...labels.flatMap((label) => ["--filter", label]))
    .split("\n")
    .filter(Boolean);
}

/** As the kernel would: a container killed through Docker counts as stopped on purpose and is not started again. */
export function killOne(project, service) {
  const open = containersOf(project, service);
  const one = open[Math.floor(Math.random() * open.length)];
  if (!one) return false;
  const pid = Number(docker("inspect", "-f", "{{.State.Pid}}", one));
  if (pid > 1) process.kill(pid, "SIGKILL");
  return pid > 1;
}

export function printTable(rows, columns) {
  const text = rows.map((row) => columns.map((column) => (row[column] ?? "").toString()));
  const widths = columns.map((column, place) =>
    Math.max(column.length, ...text.map((cells) => cells[place].length)),
  );
  const line = (cells) => `| ${cells.map((cell, place) => cell.padEnd(widths[place])).join(" | ")} |\n`;
  for (const cells of [columns, widths.map((width) => "-".repeat(width)), ...text])
    process.stdout.write(line(cells));
}
