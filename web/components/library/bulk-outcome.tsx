import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import type { BulkProgress } from "#web/lib/bulk.ts";

/** How far a deed is that is done with many, and with which of them it could not be done. */
export function BulkOutcome({ progress: { done, total, failures } }: { readonly progress: BulkProgress }) {
  if (done < total)
    return <ProgressLine label="Working on the selection" percent={(done / total) * 100} className="mt-2" />;
  return (
    <div role="status" className="mt-1.5 px-1.5 text-small">
      {failures.length === 0 ? (
        <p className="text-ink-soft">Done.</p>
      ) : (
        <>
          <p>
            Done for {total - failures.length} of {total}.
          </p>
          <ul className="max-h-24 overflow-y-auto text-failed">
            {failures.map(({ name, message }) => (
              <li key={`${name} ${message}`}>
                {name}: {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
