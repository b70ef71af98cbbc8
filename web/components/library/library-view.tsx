"use client";

import { useQueryStates } from "nuqs";
import { Suspense } from "react";
import { SearchView } from "#web/components/search/search-view.tsx";
import { isSearch, searchParams } from "#web/lib/search/params.ts";
import { AssetsSkeleton } from "./assets-skeleton.tsx";
import { AssetsView } from "./assets-view.tsx";
import { LibraryHeading } from "./library-heading.tsx";

/** The whole house: its assets, or the moments that fit what is asked for. */
export function LibraryView() {
  const [params] = useQueryStates(searchParams);
  return (
    <>
      <LibraryHeading />
      {isSearch(params) ? (
        <SearchView params={params} />
      ) : (
        <Suspense fallback={<AssetsSkeleton />}>
          <AssetsView />
        </Suspense>
      )}
    </>
  );
}
