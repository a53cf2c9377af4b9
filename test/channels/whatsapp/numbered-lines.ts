/** A text without the numbered lines below it, and these. */
export function splitNumbers(text: string): { text: string; choices: { number: string; label: string }[] } {
  const [, before = text, lines = ""] = /^([\s\S]*?)\n\n((?:\d+\. .*\n?)+)$/.exec(text) ?? [];
  const choices = lines
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [, number = "", label = ""] = /^(\d+)\. (.*)$/.exec(line) ?? [];
      return { number, label };
    });
  return { text: before, choices };
}
