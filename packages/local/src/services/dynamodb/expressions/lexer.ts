/** `word` attribute or function name or keyword; `name` `#x`; `value` `:x`; `number` a list index; `end` behind the text. */
export type TokenKind = "word" | "name" | "value" | "number" | "symbol" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\s*(?:([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|([0-9]+)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const kinds: readonly TokenKind[] = ["word", "name", "value", "number", "symbol"];

/** Cuts an expression into tokens. A character that no token begins with becomes a symbol that no rule accepts. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(expression);
    if (!match) break;
    at = TOKEN.lastIndex;
    const group = match.findIndex((text, index) => index > 0 && text !== undefined);
    const text = match[group] ?? "";
    tokens.push({ kind: kinds[group - 1] ?? "symbol", text, start: at - text.length, end: at });
  }
  const rest = expression.slice(at);
  const start = at + rest.length - rest.trimStart().length;
  if (start < expression.length) {
    const stranger = String.fromCodePoint(expression.codePointAt(start) ?? 0);
    tokens.push({ kind: "symbol", text: stranger, start, end: start + stranger.length });
  }
  tokens.push({ kind: "end", text: "<EOF>", start: expression.length, end: expression.length });
  return tokens;
}
