"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { MoreAssets } from "#web/components/library/more-assets.tsx";
import { searchQueries } from "#web/lib/queries/search.ts";
import type { SearchParams } from "#web/lib/search/params.ts";
import { useSettled } from "#web/lib/use-settled.ts";
import { FilterBar } from "./filter-bar.tsx";
import { MomentList } from "./moment-list.tsx";
import { MomentsSkeleton } from "./moments-skeleton.tsx";
import { NoMoments } from "./no-moments.tsx";
import { SearchProblem } from "./search-problem.tsx";

/** A pause between two letters that is longer is an end of typing. */
const TYPING_MS = 180;

/** What a search finds: moments, not files. What was found last stays, dimmed, until the new answer is there. */
export function SearchView({ params }: { readonly params: SearchParams }) {
  const q = useSettled(params.q.trim(), TYPING_MS);
  const asked = { ...params, q: params.like ? "" : q };
  const { data, error, refetch, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...searchQueries.moments(asked),
    placeholderData: keepPreviousData,
  });
  const pages = data?.pages ?? [];
  const [first] = pages;
  const moments = pages.flatMap(({ items }) => items);
  const waiting = isPlaceholderData || (!params.like && q !== params.q.trim());

  return (
    <>
      <FilterBar of="moments" params={params} facets={first?.facets}>
        <p role="status" className="ml-auto whitespace-nowrap py-1 text-ink-faint">
          {first && !error && !waiting && `${first.total} ${first.total === 1 ? "moment" : "moments"}`}
        </p>
      </FilterBar>
      {error && !isFetchingNextPage && <SearchProblem error={error} retry={() => void refetch()} />}
      {!error && !first && <MomentsSkeleton />}
      {!error && first && (
        <div className={clsx("transition-opacity duration-(--calm)", waiting && "opacity-50")}>
          {moments.length === 0 ? (
            <NoMoments params={params} />
          ) : (
            <MomentList moments={moments} more={hasNextPage} total={first.total} />
          )}
          <MoreAssets hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
        </div>
      )}
    </>
  );
}
