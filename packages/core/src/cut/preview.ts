import { fn } from "../fn.ts";
import { footageOf } from "./crew/footage.ts";
import { inputGate } from "./gates/input.ts";
import { CutOrder } from "./order.schema.ts";
import { quoteOf } from "./quote.ts";

/** What a cut would take, and what would stand in its way. */
export const preview = fn(CutOrder, async ({ brand: { logo: _logo, ...brand }, ...given }) => {
  const order = { ...given, brand };
  const { totals } = await footageOf(order);
  const { findings } = inputGate(order, totals);
  const objections = findings.filter(({ passed }) => !passed).map(({ text }) => text);
  return { quote: quoteOf(order), assets: totals.searchable, footageMs: totals.durationMs, objections };
});
