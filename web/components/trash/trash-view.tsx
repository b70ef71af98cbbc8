"use client";

import { useQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { ShowMore } from "#web/components/ui/show-more.tsx";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { meQueries } from "#web/lib/queries/me.ts";
import { TrashRow } from "./trash-row.tsx";

/** What was deleted and can still be restored. */
export function TrashView() {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(assetQueries.trash());
  const { data: me } = useQuery(meQueries.me());
  const assets = data.pages.flatMap(({ items }) => items);
  return (
    <div className="max-w-5xl px-4 pb-24 sm:px-6">
      <div className="flex items-start gap-3 pt-3 pb-3">
        <Link href="/" aria-label="Back to the library" className={buttonClass({ look: "quiet", size: "icon" })}>
          <ArrowLeft aria-hidden />
        </Link>
        <div>
          <h1 className="font-bold text-title tracking-tight">Trash</h1>
          <p className="max-w-prose text-ink-soft">
            No list and no search shows what is in here. It can be restored for 30 days, then it goes for good.
          </p>
        </div>
      </div>
      {assets.length === 0 ? (
        <Notice title="The trash is empty">
          <p>What is deleted in the library comes here.</p>
        </Notice>
      ) : (
        <ul className="border-line border-t">
          {assets.map((asset) => (
            <TrashRow key={asset.assetId} asset={asset} mayPurge={me?.workspace.role === "admin"} />
          ))}
        </ul>
      )}
      <ShowMore {...{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
    </div>
  );
}
