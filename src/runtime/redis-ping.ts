import { connect } from "node:net";

/** `ready`: answers; `loading`: is there and still reads its files; `absent`: nothing answers. */
export type RedisPresence = "ready" | "loading" | "absent";

/** Asks a Redis on a unix socket whether it is there. Never throws. */
export function pingRedis(socketPath: string, milliseconds = 1_000): Promise<RedisPresence> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const finish = (presence: RedisPresence) => {
      socket.destroy();
      resolve(presence);
    };
    socket.setTimeout(milliseconds, () => finish("absent"));
    socket.on("error", () => finish("absent"));
    socket.on("close", () => finish("absent"));
    socket.on("connect", () => socket.write("PING\r\n"));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (!answer.includes("\r\n")) return;
      if (answer.startsWith("+PONG")) finish("ready");
      else finish(answer.startsWith("-LOADING") ? "loading" : "absent");
    });
  });
}
