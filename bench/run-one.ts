import { Product } from "@videoflow/testing/product";
import { benchmarks } from "./benchmarks.ts";
import { type Figure, round } from "./figure.ts";
import { settled } from "./settled.ts";

/** Measures one benchmark on a product of its own: `node run-one.ts NAME`, as a child, which sends its figures as they come. */
const [name = ""] = process.argv.slice(2);
const load = benchmarks[name];
if (!load) throw new Error(`There is no benchmark '${name}'`);

const send = (benchmark: string, figure: Figure) => process.send?.({ benchmark, ...figure });

const { measure, needsWeb = false } = await load();
const product = new Product("bench");
try {
  const startedAt = performance.now();
  await product.start(...(needsWeb ? [] : ["--no-web"]));
  const value = (performance.now() - startedAt) / 1000;
  if (!needsWeb)
    send("start", { name: "start to ready, set up before, without web", value, unit: "s", limit: { most: 3 } });
  await settled(product.running.pid);
  for (const figure of await measure(product)) {
    send(name, figure);
    process.stderr.write(`  ${figure.name}: ${round(figure.value)} ${figure.unit}\n`);
  }
} finally {
  await product.stop();
}
process.disconnect?.();
