/** A run of characters in single quotes, in double quotes, escaped, or plain. */
const PART = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsy;

/**
 * The words of a command line, by the rules of a shell for quotes and backslashes, and with nothing else of a shell: so does
 * `sst dev`. Throws when a quote is not closed.
 */
export function wordsOf(command: string): string[] {
  const words: string[] = [];
  for (let rest = command.trim(); rest !== ""; rest = rest.trimStart()) {
    let word = "";
    PART.lastIndex = 0;
    let end = 0;
    for (let part = PART.exec(rest); part; part = PART.exec(rest)) {
      const [, single, double, escaped, plain] = part;
      word += single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? plain;
      end = PART.lastIndex;
    }
    if (end === 0 || (end < rest.length && !/\s/.test(rest.charAt(end))))
      throw new Error(`A quote is not closed in the command: ${command}`);
    words.push(word);
    rest = rest.slice(end);
  }
  return words;
}
