import type { ComponentProps } from "react";

/** A contact sheet: as many frames side by side as fit. */
export function AssetGrid(props: Omit<ComponentProps<"ul">, "className">) {
  return (
    <ul
      className="grid grid-cols-2 gap-x-3 gap-y-4 px-4 pb-24 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] sm:gap-x-3.5 sm:px-6"
      {...props}
    />
  );
}
