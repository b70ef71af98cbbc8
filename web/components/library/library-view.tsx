"use client";

import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { Suspense } from "react";
import { MomentsSkeleton } from "#web/components/search/moments-skeleton.tsx";
import { SavedSearches } from "#web/components/search/saved-searches.tsx";
import { KeysDialog } from "#web/components/shell/keys-dialog.tsx";
import { LIBRARY_KEYS } from "#web/lib/key-lists.ts";
import { isSearch, searchParams } from "#web/lib/search/params.ts";
import { useWarmUp } from "#web/lib/use-warm-up.ts";
import { AssetsSkeleton } from "./assets-skeleton.tsx";
import { AssetsView } from "./assets-view.tsx";
import { LibraryHeading } from "./library-heading.tsx";

/** What the search needs is loaded by those who search. */
const loadSearch = () => import("#web/components/search/search-view.tsx");
const SearchView = dynamic(() => loadSearch().then(({ SearchView }) => SearchView), {
  loading: () => <MomentsSkeleton />,
});

/** The whole house: its assets, or the moments that fit what is asked for. */
export function LibraryView() {
  const [params] = useQueryStates(searchParams);
  useWarmUp(loadSearch);
  return (
    <>
      <LibraryHeading>
        <KeysDialog keys={LIBRARY_KEYS} />
      </LibraryHeading>
      <SavedSearches />
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
