import type { Bill } from "@videoflow/client/schema";
import { ColumnHeading } from "#web/components/ui/column-heading.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { formatBytes, formatUsd } from "#web/lib/format.ts";
import { PricesNote } from "./prices-note.tsx";

const amounts = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

/** What a run used of AWS's services, and what that costs. */
export function BillSection({ bill }: { readonly bill: Bill }) {
  const { lines, nanoUsd, keptBytes, monthlyNanoUsd, prices } = bill;
  return (
    <Section title="Cost" aside={<strong>{formatUsd(nanoUsd)}</strong>}>
      <table className="w-full text-left">
        <thead className="text-ink-faint text-small">
          <tr>
            <ColumnHeading>Service</ColumnHeading>
            <ColumnHeading right>Used</ColumnHeading>
            <ColumnHeading className="pl-2">Of what</ColumnHeading>
            <ColumnHeading right>Cost</ColumnHeading>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ service, item, quantity, unit, nanoUsd: cost }) => (
            <tr key={item} className="border-line border-t">
              <td className="py-1 pr-4">{service}</td>
              <td className="py-1 text-right tabular-nums">{amounts.format(quantity)}</td>
              <td className="break-words py-1 pr-4 pl-2 text-ink-soft">{unit}</td>
              <td className="py-1 text-right tabular-nums">{cost === null ? "no price known" : formatUsd(cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {keptBytes > 0 && (
        <p className="mt-2 text-ink-soft">
          It keeps {formatBytes(keptBytes)}: {formatUsd(monthlyNanoUsd)} a month.
        </p>
      )}
      <PricesNote prices={prices} />
    </Section>
  );
}
