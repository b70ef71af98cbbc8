import * as z from "zod";

/**
 * What was used of AWS's services: quantities by the names of prices.ts, such as `lambda.gbSeconds`. Tokens of a model have the model's id
 * behind their name: `bedrock.inputTokens/amazon.nova-lite-v1:0`.
 */
export const Usage = z.record(z.string(), z.number().nonnegative());
export type Usage = z.infer<typeof Usage>;

/** Billionths of a US dollar, whole: so small are the prices of single requests, and sums of whole numbers are exact. */
export const NanoUsd = z.int().nonnegative();

const BillLine = z.object({
  service: z.string(),
  item: z.string(),
  quantity: z.number().nonnegative(),
  /** What the quantity counts, for people. */
  unit: z.string(),
  /** Null where the price list has no price: a model that it does not know. */
  nanoUsd: NanoUsd.nullable(),
});

/** Of which prices an amount was made. */
export const PriceList = z
  .object({ region: z.string(), asOf: z.iso.date(), sources: z.array(z.url()) })
  .meta({ id: "PriceList" });

/**
 * What a run has used, priced by list prices, dearest first. `nanoUsd` is the sum of the lines that have a price; what is kept in
 * the bucket costs `monthlyNanoUsd` a month as long as it is kept, and is not in the sum.
 */
export const Bill = z
  .object({
    lines: z.array(BillLine),
    nanoUsd: NanoUsd,
    keptBytes: z.int().nonnegative(),
    monthlyNanoUsd: NanoUsd,
    prices: PriceList,
  })
  .meta({ id: "Bill" });
export type Bill = z.infer<typeof Bill>;

const ServiceSpend = z.object({ service: z.string(), nanoUsd: NanoUsd });

/** What runs that ended on each day have used, by service, dearest first. */
export const UsageReport = z
  .object({
    days: z.array(z.object({ day: z.iso.date(), nanoUsd: NanoUsd, services: z.array(ServiceSpend) })),
    services: z.array(ServiceSpend),
    nanoUsd: NanoUsd,
    prices: PriceList,
  })
  .meta({ id: "UsageReport" });
export type UsageReport = z.infer<typeof UsageReport>;
