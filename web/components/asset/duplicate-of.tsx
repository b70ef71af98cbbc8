"use client";

import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import Link from "next/link";
import { assetQueries } from "#web/lib/queries/asset.ts";

/** Names the asset that had the same bytes before. */
export function DuplicateOf({ assetId }: { readonly assetId: string }) {
  const { data } = useQuery(assetQueries.detail(assetId));
  return (
    <p className="mb-3 flex items-center gap-2 rounded-md bg-sunken px-3 py-2 text-ink-soft">
      <Link2 aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0">
        The same bytes as{" "}
        <Link href={`/assets/${assetId}`} className="break-words text-ink underline underline-offset-2">
          {data?.name ?? assetId}
        </Link>
        , which was here before: nothing was processed again.
      </span>
    </p>
  );
}
