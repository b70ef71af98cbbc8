/** Prints a value as one JSON line: what `--json` promises to machines. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and hints: never on standard output, which belongs to results. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Rows under headings, columns as wide as their widest cell. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  print(line(headings));
  for (const row of rows) print(line(row));
}

export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = count < 1 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), units.length - 1);
  return `${(count / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** Billionths of a dollar with two figures that count: `$1.20`, `$0.034`, `$0.00013`. */
export function dollars(nanoUsd: number): string {
  const usd = nanoUsd / 1e9;
  const digits = usd === 0 || usd >= 0.1 ? 2 : Math.min(Math.ceil(-Math.log10(usd)) + 1, 9);
  return `$${usd.toFixed(digits)}`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const two = (count: number) => String(count).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
