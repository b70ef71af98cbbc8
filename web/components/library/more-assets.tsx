"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "#web/components/ui/button.tsx";

interface Props {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** Loads the next page when the end of the list comes near; a button for those who do not scroll. */
export function MoreAssets({ hasNextPage, isFetchingNextPage, fetchNextPage }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const load = useEffectEvent(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  });

  // Anew after each render: an observer does not tell again of an end that stayed in sight while a page came.
  useEffect(() => {
    const { current } = end;
    if (!current) return;
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && load(), {
      rootMargin: "600px",
    });
    observer.observe(current);
    return () => observer.disconnect();
  });

  if (!hasNextPage) return null;
  return (
    <div ref={end} className="flex justify-center pb-24">
      <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? "Loading more" : "Show more"}
      </Button>
    </div>
  );
}
