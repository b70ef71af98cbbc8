"use client";

import { useQuery } from "@tanstack/react-query";
import { assetQueries } from "#web/lib/queries/asset.ts";
import type { LikeMoment } from "#web/lib/search/params.ts";
import { RemovableChip } from "./removable-chip.tsx";

interface Props {
  readonly like: LikeMoment;
  readonly onRemove: () => void;
}

/** The moment that those which are shown are like. */
export function LikeChip({ like: { assetId, scene }, onRemove }: Props) {
  const { data } = useQuery(assetQueries.detail(assetId));
  return (
    <RemovableChip name="Like" onRemove={onRemove}>
      scene {scene + 1} of {data?.name ?? assetId}
    </RemovableChip>
  );
}
