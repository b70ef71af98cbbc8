import type { ReaderConfig } from "../definition/asl.ts";

const delimiters = { COMMA: ",", PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" };

/** Rows of a CSV file (RFC 4180) as objects with the header's names. Missing fields are empty texts. */
export function parseCsv(text: string, config: ReaderConfig): Record<string, string>[] {
  const rows = parseRows(text, delimiters[config.CSVDelimiter ?? "COMMA"]);
  const given = config.CSVHeaderLocation === "GIVEN";
  const header = (given ? config.CSVHeaders : rows.shift()) ?? [];
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ""])));
}

function parseRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const endField = () => {
    row.push(field);
    field = "";
  };
  const endRow = () => {
    endField();
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') field += text[at++];
      else quoted = false;
    } else if (char === '"' && field === "") quoted = true;
    else if (char === delimiter) endField();
    else if (char === "\n") endRow();
    else if (char !== "\r" || text[at + 1] !== "\n") field += char;
  }
  if (quoted) throw new Error("a quoted field does not end");
  if (field !== "" || row.length > 0) endRow();
  return rows;
}
