import { clsx } from "clsx";
import type { ComponentProps } from "react";
import type { LibraryLook } from "#web/lib/library-params.ts";

/** A contact sheet: as many frames side by side as fit. Or a list: one under the other. */
export function AssetGrid({ look, ...rest }: Omit<ComponentProps<"ul">, "className"> & { readonly look: LibraryLook }) {
  return (
    <ul
      className={clsx(
        "grid px-4 pb-24 sm:px-6",
        look === "grid"
          ? "grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] sm:gap-x-3.5"
          : "grid-cols-[minmax(0,1fr)]",
      )}
      {...rest}
    />
  );
}
