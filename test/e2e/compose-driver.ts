// Runs inside the compose project: a local Bot API server and the people who send films to it. Ends when every film is
// answered, and prints one line of JSON: { films, answered, repeated, seconds }.
import { readdir, readFile } from "node:fs/promises";
import { startBotApiServer } from "../fakes/bot-api-server.ts";

const FILM_DIR = "/films";
const [, , count = "100"] = process.argv;
const PEOPLE = 4;
const PATIENCE_MS = 15 * 60_000;

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

const token = process.env["E2E_TOKEN"] ?? "";
const api = await startBotApiServer({ port: 8081, host: "0.0.0.0", token });
const people = Array.from({ length: PEOPLE }, (_, place) => api.person(1001 + place, "en"));
for (const person of people) {
  const sees = (text: string) => until(() => api.transcript(person.chat).includes(text), 120_000);
  person.text("/start");
  if (!(await sees("choose your language"))) throw new Error("the bot does not answer /start");
  person.press("English");
  await sees("Do you agree?");
  person.press("Agree");
  await sees("Hang the film");
}

const begun = Date.now();
const names = (await readdir(FILM_DIR)).toSorted();
const films = await Promise.all(names.map((name) => readFile(`${FILM_DIR}/${name}`)));
const sent = Array.from({ length: Number(count) }, (_, place) => {
  const person = people[place % PEOPLE]!;
  return { chat: person.chat, id: person.photo(films[place % films.length]!) };
});
process.stderr.write("driver: all films are sent\n");
const textsOf = ({ chat, id }: { chat: number; id: number }) =>
  api.messages.filter(
    (message) =>
      message.chat === chat &&
      message.replyTo === id &&
      /· [0-9A-Z]{3}-[0-9A-Z]{4}$/.test(message.text ?? ""),
  );
const all = await until(() => sent.every((film) => textsOf(film).length > 0), PATIENCE_MS);
const seconds = (Date.now() - begun) / 1_000;
// What is still on its way would show as a repetition.
await sleep(15_000);
const answered = sent.filter((film) => textsOf(film).length > 0).length;
const repeated = sent.filter((film) => textsOf(film).length > 1).length;
process.stdout.write(`${JSON.stringify({ films: sent.length, answered, repeated, seconds })}\n`);
await api.close();
process.exitCode = all ? 0 : 1;
