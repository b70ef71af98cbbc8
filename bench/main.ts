import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { benchmarks } from "./benchmarks.ts";
import { type Figure, holds, round } from "./figure.ts";

/** Who measures collects its garbage seldom, and with one thread: all cores belong to what is measured. */
const QUIET = [...process.execArgv, "--heap-growing-percent=100", "--v8-pool-size=1"];

type Measured = Figure & { readonly benchmark: string };

const args = process.argv.slice(2);
const json = args.includes("--json");
const wanted = args.filter((arg) => !arg.startsWith("--"));
for (const name of wanted)
  if (!benchmarks[name])
    throw new Error(`There is no benchmark '${name}', only: ${Object.keys(benchmarks).join(", ")}`);

const figures: Measured[] = [];
for (const name of Object.keys(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name} ...\n`);
  figures.push(...(await measured(name)));
}
// Every benchmark starts a product; one time of it is enough.
const shown = figures.filter(({ benchmark }, at) => benchmark !== "start" || at === 0);

/** In a process of its own: clients of one product keep its address for good. */
async function measured(name: string): Promise<Measured[]> {
  const child = fork(path.join(import.meta.dirname, "run-one.ts"), [name], { execArgv: QUIET });
  const figures: Measured[] = [];
  child.on("message", (figure: Measured) => void figures.push(figure));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The benchmark '${name}' ended with ${code}`);
  return figures;
}

if (json)
  process.stdout.write(
    `${JSON.stringify({ figures: shown.map((figure) => ({ ...figure, holds: holds(figure) })) })}\n`,
  );
else printFigures();

function printFigures(): void {
  const rows = shown.map((figure) => {
    const { limit } = figure;
    const bound = !limit ? "" : "most" in limit ? `<= ${limit.most}` : `>= ${limit.least}`;
    const verdict = { true: "holds", false: "MISSED", undefined: "" }[String(holds(figure)) as "true"];
    return [
      figure.benchmark,
      figure.name,
      `${round(figure.value)} ${figure.unit}`,
      bound,
      verdict ?? "",
      figure.detail ?? "",
    ];
  });
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
}
