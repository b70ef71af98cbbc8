import { expect, it } from "vitest";
import { wordsOf } from "./words.ts";

it.each([
  ["node packages/render/main.ts", ["node", "packages/render/main.ts"]],
  ["  node  a.ts\t--x=1 ", ["node", "a.ts", "--x=1"]],
  [`sh -c 'cd a && "b"' "c \\"d\\" \\n"`, ["sh", "-c", 'cd a && "b"', 'c "d" \\n']],
  [`a\\ b c'd'"e" ''`, ["a b", "cde", ""]],
  ["", []],
])("%s", (command, words) => {
  expect(wordsOf(command)).toEqual(words);
});

it.each(["node 'a.ts", 'node "a', "node a'"])("refuses %s", (command) => {
  expect(() => wordsOf(command)).toThrow(`A quote is not closed in the command: ${command}`);
});
