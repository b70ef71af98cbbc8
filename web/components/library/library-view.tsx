"use client";

import { useQueryStates } from "nuqs";
import { Suspense } from "react";
import { SearchView } from "#web/components/search/search-view.tsx";
import { KeysDialog } from "#web/components/shell/keys-dialog.tsx";
import { LIBRARY_KEYS } from "#web/lib/key-lists.ts";
import { isSearch, searchParams } from "#web/lib/search/params.ts";
import { AssetsSkeleton } from "./assets-skeleton.tsx";
import { AssetsView } from "./assets-view.tsx";
import { LibraryHeading } from "./library-heading.tsx";

/** The whole house: its assets, or the moments that fit what is asked for. */
export function LibraryView() {
  const [params] = useQueryStates(searchParams);
  return (
    <>
      <LibraryHeading>
        <KeysDialog keys={LIBRARY_KEYS} />
      </LibraryHeading>
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
