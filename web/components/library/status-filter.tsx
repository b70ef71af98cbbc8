"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { useQueryState } from "nuqs";
import { libraryParams } from "#web/lib/library-params.ts";
import { type AssetStatus, assetStatuses } from "#web/lib/status.ts";

const ALL = "all";
const choices = [ALL, ...(Object.keys(assetStatuses) as AssetStatus[])] as const;

/** Narrows the library down to one state. The choice is in the address. */
export function StatusFilter() {
  const [status, setStatus] = useQueryState("status", libraryParams.status.withOptions({ history: "push" }));
  return (
    <ToggleGroup
      aria-label="Show assets by state"
      className="-mx-4 flex max-w-[100vw] overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:px-0"
      value={[status ?? ALL]}
      onValueChange={([next]) => {
        // Pressing the one that is on keeps it on.
        if (next !== undefined) void setStatus(next === ALL ? null : (next as AssetStatus));
      }}
    >
      {choices.map((choice) => (
        <Toggle
          key={choice}
          value={choice}
          className="h-7 whitespace-nowrap rounded-md px-2 text-ink-soft transition-colors duration-(--quick) hover:text-ink focus-visible:-outline-offset-2 data-pressed:bg-surface data-pressed:text-ink data-pressed:shadow-[inset_0_0_0_1px_var(--line)]"
        >
          {choice === ALL ? "All" : assetStatuses[choice].label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
