/** Words people write instead of a command, in lower case. Only a whole message counts: "stop the pain" is no command. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  stop: ["stop", "stopall", "unsubscribe", "quit", "arret", "arrêt", "arrêter", "توقف", "إيقاف", "रुको", "बंद"],
  start: ["start", "unstop", "commencer", "ابدأ", "शुरू"],
  help: ["help", "info", "aide", "مساعدة", "मदद"],
};

/** The command a whole message stands for, if any. */
export function wordMeans(text: string): { name: string; argument: string } | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[.!؟?।]+$/u, "");
  const found = Object.entries(WORDS).find(([, words]) => words.includes(word));
  return found && { name: found[0], argument: "" };
}
