import { fn } from "../fn.ts";
import { CutOrder } from "./order.schema.ts";
import { quoteOf } from "./quote.ts";

/** What a cut would take, and what would stand in its way. */
export const preview = fn(CutOrder, async (order) => ({
  ...{ quote: await quoteOf(order), assets: 0, footageMs: 0 },
  objections: [] as string[],
}));
