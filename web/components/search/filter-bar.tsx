"use client";

import type { Facets } from "@videoflow/client/schema";
import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { useQueryStates } from "nuqs";
import { type ReactNode, useState } from "react";
import { chosenOptions, filterGroups, marksFirst } from "#web/lib/search/filter-groups.ts";
import { NO_FILTER, type SearchParams, searchParams } from "#web/lib/search/params.ts";
import { ChosenFilters } from "./chosen-filters.tsx";
import { FilterStrip } from "./filter-strip.tsx";
import { LikeChip } from "./like-chip.tsx";

interface Props {
  /** What is listed. What assets are narrowed down by is said beside them. */
  readonly of: "moments" | "assets";
  readonly params: SearchParams;
  /** What the found moments have; absent until the first answer. */
  readonly facets: Facets | undefined;
  readonly children?: ReactNode;
}

const STRIP_ID = "filter-values";

/** What a search can be narrowed down by: one strip of values at a time, and above it what is chosen. */
export function FilterBar({ of, params, facets, children }: Props) {
  const [, setParams] = useQueryStates(searchParams, { history: "push" });
  const [open, setOpen] = useState<string | null>(null);
  const groups = of === "assets" ? marksFirst(filterGroups(params, facets)) : filterGroups(params, facets);
  const group = groups.find(({ id }) => id === open);

  return (
    <section aria-label="Filters" className="px-4 pb-2 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would want a legend, and cannot be laid out in a line everywhere. */}
        <div
          role="group"
          aria-label="Narrow down by"
          className="-mx-4 flex max-w-[100vw] overflow-x-auto px-4 [scrollbar-width:none] sm:-ml-2 sm:mr-0 sm:px-0"
        >
          {groups.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              aria-expanded={open === id}
              aria-controls={STRIP_ID}
              onClick={() => setOpen(open === id ? null : id)}
              className={clsx(
                "flex h-7 shrink-0 items-center gap-1 whitespace-nowrap rounded-md px-2 transition-colors duration-(--quick) hover:text-ink focus-visible:-outline-offset-2",
                open === id ? "bg-surface text-ink shadow-[inset_0_0_0_1px_var(--line)]" : "text-ink-soft",
              )}
            >
              {title}
              <ChevronDown
                aria-hidden
                className={clsx(
                  "size-3.5 text-ink-faint transition-transform duration-(--quick)",
                  open === id && "rotate-180",
                )}
              />
            </button>
          ))}
        </div>
        {children}
      </div>
      <div id={STRIP_ID}>{group && <FilterStrip group={group} params={params} counted={facets !== undefined} />}</div>
      {of === "moments" && (
        <ChosenFilters chosen={chosenOptions(groups)} onChange={(change) => void setParams(change)} clear={NO_FILTER}>
          {params.like && <LikeChip like={params.like} onRemove={() => void setParams({ like: null })} />}
        </ChosenFilters>
      )}
    </section>
  );
}
