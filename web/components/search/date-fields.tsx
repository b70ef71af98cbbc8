"use client";

import { useQueryStates } from "nuqs";
import { fieldClass } from "#web/components/ui/field.ts";
import { type SearchParams, searchParams } from "#web/lib/search/params.ts";

const FIELDS = [
  { key: "after", label: "Came in from" },
  { key: "before", label: "and before" },
] as const;

/** From which day on, and before which day the footage came in. */
export function DateFields({ params }: { readonly params: SearchParams }) {
  const [, setParams] = useQueryStates(searchParams, { history: "push" });
  return FIELDS.map(({ key, label }) => (
    <label key={key} className="flex items-center gap-2">
      <span className="text-ink-soft">{label}</span>
      <input
        type="date"
        value={params[key] ?? ""}
        onChange={({ currentTarget }) => void setParams({ [key]: currentTarget.value || null })}
        className={fieldClass}
      />
    </label>
  ));
}
