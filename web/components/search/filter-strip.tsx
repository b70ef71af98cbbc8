"use client";

import { useQueryStates } from "nuqs";
import type { FilterGroup } from "#web/lib/search/filter-groups.ts";
import { type SearchParams, searchParams } from "#web/lib/search/params.ts";
import { DateFields } from "./date-fields.tsx";
import { FilterChip } from "./filter-chip.tsx";
import { TextField } from "./text-field.tsx";

interface Props {
  readonly group: FilterGroup;
  readonly params: SearchParams;
  /** Whether it is known what the moments have. */
  readonly counted: boolean;
}

const EMPTY: Readonly<Record<string, string>> = {
  tag: "Nothing that is found has a tag. Tags are added on an asset’s page, and to what is selected in the library.",
  collection:
    "Nothing that is found is in a collection. Assets are put into one on their page, and when they are selected in the library.",
};

/** The values of one kind, each with how many moments have it. */
export function FilterStrip({ group: { id, title, options }, params, counted }: Props) {
  const [, setParams] = useQueryStates(searchParams, { history: "push" });
  const empty = options.length === 0 && id !== "text" && id !== "date";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would want a legend, and cannot be laid out in a line everywhere.
    <div
      role="group"
      aria-label={title}
      className="mt-1.5 flex max-h-40 flex-wrap gap-1.5 overflow-y-auto rounded-md bg-sunken p-2"
    >
      {id === "text" && <TextField params={params} />}
      {id === "date" ? (
        <DateFields params={params} />
      ) : (
        options.map((option) => (
          <FilterChip key={option.value} option={option} onPress={() => void setParams(option.change)} />
        ))
      )}
      {empty && (
        <p className="text-ink-soft">
          {counted ? (EMPTY[id] ?? "No moment that is found has any.") : "Not known yet."}
        </p>
      )}
    </div>
  );
}
