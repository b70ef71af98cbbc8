"use client";

import { clsx } from "clsx";
import { useQueryState } from "nuqs";
import { libraryParams } from "#web/lib/library-params.ts";
import { type AssetStatus, assetStatuses } from "#web/lib/status.ts";

const choices = [null, ...(Object.keys(assetStatuses) as AssetStatus[])] as const;

/** Narrows the library down to one state. The choice is in the address. */
export function StatusFilter() {
  const [status, setStatus] = useQueryState("status", libraryParams.status.withOptions({ history: "push" }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would want a legend, and cannot be laid out in a line everywhere.
    <div
      role="group"
      aria-label="Show assets by state"
      className="-mx-4 flex max-w-[100vw] overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:px-0"
    >
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={status === choice}
          onClick={() => void setStatus(choice)}
          className={clsx(
            "h-7 whitespace-nowrap rounded-md px-2 transition-colors duration-(--quick) hover:text-ink focus-visible:-outline-offset-2",
            status === choice ? "bg-surface text-ink shadow-[inset_0_0_0_1px_var(--line)]" : "text-ink-soft",
          )}
        >
          {choice === null ? "All" : assetStatuses[choice].label}
        </button>
      ))}
    </div>
  );
}
