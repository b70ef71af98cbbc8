"use client";

import { ChosenFilters } from "#web/components/search/chosen-filters.tsx";
import { chosenOptions, filterGroups, isMarks } from "#web/lib/search/filter-groups.ts";
import type { SearchParams } from "#web/lib/search/params.ts";
import { NO_ASSET_FILTER, useAssetFilter } from "#web/lib/use-asset-filter.ts";

/** The tags and collections that all listed assets have; they are given up together with the state. */
export function ChosenMarks({ params }: { readonly params: SearchParams }) {
  const [{ status }, change] = useAssetFilter();
  const chosen = chosenOptions(filterGroups(params, undefined).filter(isMarks));
  return (
    <ChosenFilters
      chosen={chosen}
      onChange={(next) => void change(next)}
      clear={NO_ASSET_FILTER}
      more={status !== null}
      className="px-4 pb-2 sm:px-6"
    />
  );
}
