"use client";

import dynamic from "next/dynamic";

/**
 * The heavy parts of the asset page are loaded on their own: they need a browser, and the rest of the page need not wait for
 * them.
 */
export const LazyPlayer = dynamic(() => import("./player.tsx").then(({ Player }) => Player), {
  ssr: false,
  loading: () => <div className="aspect-video max-h-[max(15rem,min(72dvh,100dvh-23rem))] w-full rounded-md bg-stage" />,
});

export const LazyTimeline = dynamic(
  () => import("#web/components/timeline/timeline.tsx").then(({ Timeline }) => Timeline),
  { ssr: false, loading: () => <div className="mt-2 h-44 rounded-md bg-sunken" /> },
);

export const LazyUnderstanding = dynamic(
  () =>
    import("#web/components/understanding/understanding-panel.tsx").then(
      ({ UnderstandingPanel }) => UnderstandingPanel,
    ),
  {
    ssr: false,
    loading: () => <div className="h-[70dvh] min-h-96 rounded-md bg-surface lg:h-[calc(100dvh-9rem)]" />,
  },
);

export const LazySidecarButton = dynamic(
  () => import("./sidecar-button.tsx").then(({ SidecarButton }) => SidecarButton),
  {
    ssr: false,
  },
);
