"use client";

import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { ShowMore } from "#web/components/ui/show-more.tsx";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { CutCard } from "./cut-card.tsx";

/** The cuts that were ordered, newest first. */
export function StudioView() {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(cutQueries.list());
  const cuts = data.pages.flatMap(({ items }) => items);
  const add = (
    <Link href="/studio/new" className={buttonClass({ look: "primary" })}>
      <Plus aria-hidden />
      New cut
    </Link>
  );

  if (cuts.length === 0) {
    return (
      <Notice page title="No cut yet" actions={add}>
        <p>
          Choose footage, say what the cut is to tell and how long it may be. A first version comes back with its
          evidence: why each clip is there, and what every line on screen rests on.
        </p>
      </Notice>
    );
  }
  return (
    <div className="px-4 pb-24 sm:px-6">
      <div className="flex items-center justify-between gap-4 pt-4 pb-3">
        <h1 className="font-bold text-title tracking-tight">Studio</h1>
        {add}
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-x-4 gap-y-6">
        {cuts.map((cut) => (
          <CutCard key={cut.cutId} cut={cut} />
        ))}
      </ul>
      <ShowMore {...{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
    </div>
  );
}
