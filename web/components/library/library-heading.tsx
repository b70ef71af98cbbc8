import type { ReactNode } from "react";
import { SearchBox } from "#web/components/search/search-box.tsx";

/** The library's name, its search, and what else is to be chosen of how it is shown. */
export function LibraryHeading({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 px-4 pt-4 pb-2 sm:px-6">
      <h1 className="font-bold text-title tracking-tight">Library</h1>
      <SearchBox />
      <div className="ml-auto hidden sm:block">{children}</div>
    </div>
  );
}
