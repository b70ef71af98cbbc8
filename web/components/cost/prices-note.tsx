import type { PriceList } from "@videoflow/client/schema";

/** Of what a cost was made, and what it means where nothing is paid. */
export function PricesNote({ prices: { region, asOf } }: { readonly prices: PriceList }) {
  return (
    <p className="mt-2 max-w-prose text-ink-faint text-small">
      At AWS's list prices of {region} as of {asOf}. A stage on one machine pays none of it: there it is what AWS would
      ask.
    </p>
  );
}
