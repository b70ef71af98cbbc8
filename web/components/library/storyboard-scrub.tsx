"use client";

import { useQuery } from "@tanstack/react-query";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { parseStoryboard, tileAt, tileStyle } from "#web/lib/storyboard.ts";

interface Props {
  readonly assetId: string;
  /** Place in the footage, 0 to 1. */
  readonly share: number;
}

/** Lays the storyboard's picture of one place over a poster. Nothing until it is loaded: the poster is still there. */
export function StoryboardScrub({ assetId, share }: Props) {
  const { data: storyboard } = useQuery({ ...assetQueries.storyboard(assetId), select: parseStoryboard });
  const tile = storyboard && tileAt(storyboard, share);
  return (
    <div aria-hidden data-testid="storyboard" className="absolute inset-0 flex items-center justify-center">
      {tile && <div className="h-full max-w-full bg-well" style={tileStyle(storyboard, tile)} />}
      <i className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent" style={{ left: `${share * 100}%` }} />
    </div>
  );
}
