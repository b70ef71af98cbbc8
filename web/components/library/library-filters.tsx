"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FilterBar } from "#web/components/search/filter-bar.tsx";
import { searchQueries } from "#web/lib/queries/search.ts";
import type { SearchParams } from "#web/lib/search/params.ts";

/** What the whole house can be narrowed down by: its assets by their marks; any other choice leads to moments. */
export function LibraryFilters({ params }: { readonly params: SearchParams }) {
  const { data, error } = useInfiniteQuery(searchQueries.moments(params));
  return (
    <FilterBar of="assets" params={params} facets={data?.pages[0]?.facets}>
      {error && (
        <p role="alert" className="text-failed">
          {error.message}
        </p>
      )}
    </FilterBar>
  );
}
