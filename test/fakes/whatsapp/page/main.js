// The page's life: linked or not, online or not, and what the test wants to happen.
import { modules } from "./modules.js";
import { Cmd, endLink, enter, hear, isLinked, post, Socket, setLinked, toMessage } from "./store.js";

window.require = (name) => {
  if (name in modules) return modules[name];
  void post("/x/missing", { name });
  throw new Error(`this page has no module ${name}`);
};

async function goOnline() {
  Socket.set("state", "CONNECTED");
  // The library listens late.
  while (!Socket.listens("change:hasSynced")) await new Promise((resolve) => setTimeout(resolve, 20));
  Socket.set("hasSynced", true);
}

const commands = {
  async scan() {
    await setLinked(true);
    Socket.set("state", "PAIRING");
    await goOnline();
  },
  rotate: () => Cmd.refreshQR(),
  state: ({ state }) => Socket.set("state", state),
  unlink: endLink,
  reload: () => setTimeout(() => location.reload(), 10),
  message: ({ record }) => enter(toMessage(record), true),
  again: ({ record }) => hear(toMessage(record)),
};

const history = await (await fetch("/x/history")).json();
for (const record of history) enter(toMessage(record), false);
window.Debug = { VERSION: "2.3000.0" };

const events = new EventSource("/x/events");
events.onmessage = async ({ data }) => {
  const { command, number, ...rest } = JSON.parse(data);
  await commands[command](rest);
  await post("/x/done", { number });
};
events.onopen = async () => {
  if (Socket.state !== "OPENING") return;
  if (await isLinked()) await goOnline();
  else Socket.set("state", "UNPAIRED");
};
