"use client";

import { clsx } from "clsx";
import { LayoutGrid, List } from "lucide-react";
import { useQueryStates } from "nuqs";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { libraryParams } from "#web/lib/library-params.ts";
import { SORTS, type Sort } from "#web/lib/sort-assets.ts";

const LOOKS = [
  { look: "grid", name: "Contact sheet", Icon: LayoutGrid },
  { look: "list", name: "List", Icon: List },
] as const;

/** How the assets are shown, and in which order. */
export function LookChoice() {
  const [{ view, sort }, setParams] = useQueryStates({ view: libraryParams.view, sort: libraryParams.sort });
  return (
    <div className="flex items-center gap-1.5">
      <select
        aria-label="Order"
        value={sort}
        onChange={({ currentTarget }) => void setParams({ sort: currentTarget.value as Sort })}
        className={fieldClass}
      >
        {Object.entries(SORTS).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
      <div className="flex">
        {LOOKS.map(({ look, name, Icon }) => (
          <Button
            key={look}
            look="quiet"
            size="icon"
            aria-pressed={view === look}
            aria-label={name}
            title={name}
            onClick={() => void setParams({ view: look })}
            className={clsx(view === look && "bg-hover text-ink")}
          >
            <Icon aria-hidden />
          </Button>
        ))}
      </div>
    </div>
  );
}
