import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { chosenOptions } from "#web/lib/search/filter-groups.ts";
import type { SearchParams } from "#web/lib/search/params.ts";
import { RemovableChip } from "./removable-chip.tsx";

interface Props<Clear> {
  readonly chosen: ReturnType<typeof chosenOptions>;
  readonly onChange: (change: Partial<SearchParams> | Clear) => void;
  /** The change that gives all of them up. */
  readonly clear: Clear;
  /** Whether there is more to be given up than is chosen here. */
  readonly more?: boolean;
  /** One more chip, that filters are none. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/** What is chosen, each with a cross to give it up, and a way to give up all at once. */
export function ChosenFilters<Clear>({ chosen, onChange, clear, more = false, children, className }: Props<Clear>) {
  if (chosen.length === 0 && !children) return null;
  return (
    <ul aria-label="Chosen filters" className={clsx("mt-2 flex flex-wrap items-center gap-1.5", className)}>
      {children && <li>{children}</li>}
      {chosen.map(({ group, value, title, label, change }) => (
        <li key={`${group} ${value}`} className="min-w-0">
          <RemovableChip name={title} onRemove={() => onChange(change)}>
            {label}
          </RemovableChip>
        </li>
      ))}
      {(chosen.length > 1 || more) && (
        <li>
          <button
            type="button"
            onClick={() => onChange(clear)}
            className="h-6 px-1.5 text-ink-soft text-small underline underline-offset-2 hover:text-ink"
          >
            Clear filters
          </button>
        </li>
      )}
    </ul>
  );
}
