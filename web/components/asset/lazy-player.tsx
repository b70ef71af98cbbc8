"use client";

import dynamic from "next/dynamic";

/** The player's elements are loaded on their own: they need a browser, and the rest of the page need not wait for them. */
export const LazyPlayer = dynamic(() => import("./player.tsx").then(({ Player }) => Player), {
  ssr: false,
  loading: () => <div className="aspect-video max-h-[72vh] w-full rounded-md bg-stage" />,
});
