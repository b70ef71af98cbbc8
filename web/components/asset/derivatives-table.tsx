import type { Derivative } from "@videoflow/client/schema";
import { Download } from "lucide-react";
import { buttonClass } from "#web/components/ui/button.tsx";
import { ColumnHeading } from "#web/components/ui/column-heading.tsx";
import { CopyButton } from "#web/components/ui/copy-button.tsx";
import { factsOf } from "#web/lib/derivative.ts";
import { formatBytes, formatName } from "#web/lib/format.ts";

const SHORT_HASH = 12;

/** Everything that was made from the original and verified after it was written. */
export function DerivativesTable({ derivatives }: { readonly derivatives: readonly Derivative[] }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left">
        <thead className="text-ink-faint text-small">
          <tr>
            <ColumnHeading className="pr-4">Kind</ColumnHeading>
            <ColumnHeading className="hidden pr-4 sm:table-cell">Facts</ColumnHeading>
            <ColumnHeading right className="pr-4">
              Size
            </ColumnHeading>
            <ColumnHeading className="hidden md:table-cell">SHA-256</ColumnHeading>
            <ColumnHeading>
              <span className="sr-only">Download</span>
            </ColumnHeading>
          </tr>
        </thead>
        <tbody>
          {derivatives.map((derivative) => (
            <Row key={derivative.kind} derivative={derivative} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ derivative }: { readonly derivative: Derivative }) {
  const { kind, bytes, sha256, downloadUrl } = derivative;
  return (
    <tr className="border-line border-t">
      <th scope="row" className="py-1.5 pr-4 align-top font-normal sm:align-middle">
        {formatName(kind)}
        <span className="block text-ink-faint text-small sm:hidden">{factsOf(derivative)}</span>
      </th>
      <td className="hidden py-1.5 pr-4 text-ink-soft sm:table-cell">{factsOf(derivative)}</td>
      <td className="whitespace-nowrap py-1.5 pr-4 text-right align-top sm:align-middle">{formatBytes(bytes)}</td>
      <td className="hidden py-1 md:table-cell">
        <span className="flex items-center gap-1">
          <code className="font-mono text-ink-soft text-small" title={sha256}>
            {sha256.slice(0, SHORT_HASH)}
          </code>
          <CopyButton text={sha256} label={`Copy the SHA-256 of the ${kind}`} />
        </span>
      </td>
      <td className="py-1 text-right align-top sm:align-middle">
        {downloadUrl && (
          <a
            href={downloadUrl}
            aria-label={`Download the ${kind}`}
            title="Download"
            className={buttonClass({ look: "quiet", size: "iconSm" })}
          >
            <Download aria-hidden />
          </a>
        )}
      </td>
    </tr>
  );
}
