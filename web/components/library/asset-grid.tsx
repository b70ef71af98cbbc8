import type { ReactNode } from "react";

/** A contact sheet: as many frames side by side as fit. */
export function AssetGrid({ children }: { readonly children: ReactNode }) {
  return (
    <ul className="grid grid-cols-2 gap-x-3 gap-y-5 px-4 pb-24 sm:grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] sm:gap-x-4 sm:px-6">
      {children}
    </ul>
  );
}
