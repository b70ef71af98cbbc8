import { Product } from "@videoflow/testing/product";
import { type Figure, holds } from "./figure.ts";

/** Each benchmark measures one started product. All ratios have both sides measured in this run. */
const benchmarks: Record<string, () => Promise<{ measure(product: Product): Promise<Figure[]> }>> = {
  invoke: () => import("./invoke.ts"),
  dynamodb: () => import("./dynamodb.ts"),
  s3: () => import("./s3.ts"),
  burst: () => import("./burst.ts"),
  "search-quality": async () => (await import("./search.ts")).quality,
  "search-speed": async () => (await import("./search.ts")).speed,
  vectors: () => import("./vectors.ts"),
  derive: () => import("./derive.ts"),
  vision: () => import("./vision.ts"),
  see: () => import("./see.ts"),
  hear: () => import("./hear.ts"),
  defects: () => import("./defects/main.ts"),
  understand: () => import("./understand.ts"),
  rebuild: () => import("./rebuild.ts"),
};

const args = process.argv.slice(2);
const json = args.includes("--json");
const wanted = args.filter((arg) => !arg.startsWith("--"));
for (const name of wanted)
  if (!benchmarks[name])
    throw new Error(`There is no benchmark '${name}', only: ${Object.keys(benchmarks).join(", ")}`);

const figures: (Figure & { benchmark: string })[] = [];
for (const [benchmark, load] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(benchmark)) continue;
  process.stderr.write(`${benchmark} ...\n`);
  const { measure } = await load();
  const product = new Product("bench");
  try {
    const startedAt = performance.now();
    await product.start("--no-web");
    const readyMs = performance.now() - startedAt;
    if (figures.length === 0) {
      const limit = { most: 3 };
      figures.push({
        benchmark: "start",
        name: "start to ready, set up before, without web",
        value: readyMs / 1000,
        unit: "s",
        limit,
      });
    }
    for (const figure of await measure(product)) {
      figures.push({ benchmark, ...figure });
      process.stderr.write(`  ${figure.name}: ${round(figure.value)} ${figure.unit}\n`);
    }
  } finally {
    await product.stop();
  }
}

if (json)
  process.stdout.write(
    `${JSON.stringify({ figures: figures.map((figure) => ({ ...figure, holds: holds(figure) })) })}\n`,
  );
else printFigures();

function printFigures(): void {
  const rows = figures.map((figure) => {
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

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3);
}
