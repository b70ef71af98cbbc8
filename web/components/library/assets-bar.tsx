"use client";

import { SlidersHorizontal, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass } from "#web/components/ui/button.tsx";
import type { SearchParams } from "#web/lib/search/params.ts";
import { ChosenMarks } from "./chosen-marks.tsx";
import { LookChoice } from "./look-choice.tsx";
import { StatusFilter } from "./status-filter.tsx";

const LibraryFilters = dynamic(() => import("./library-filters.tsx").then(({ LibraryFilters }) => LibraryFilters), {
  ssr: false,
});

interface Props {
  readonly params: SearchParams;
  readonly shown: number;
  /** Whether there are more than are shown. */
  readonly more: boolean;
  /** Whether all of them are being fetched, to be put into another order. */
  readonly sorting: boolean;
}

/** Which assets are shown, and how many they are. */
export function AssetsBar({ params, shown, more, sorting }: Props) {
  const [filtering, setFiltering] = useState(false);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2 px-4 pb-2 sm:px-6">
        <StatusFilter />
        <Button look="quiet" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
          <SlidersHorizontal aria-hidden />
          Filters
        </Button>
        <Link
          href="/trash"
          prefetch={false}
          aria-label="Trash"
          title="Trash"
          className={buttonClass({ look: "quiet", size: "icon" })}
        >
          <Trash2 aria-hidden />
        </Link>
        <p role="status" className="ml-auto hidden text-ink-faint sm:block">
          {sorting ? `Sorting: ${shown} are here` : countOf(shown, more)}
        </p>
        <LookChoice />
      </div>
      {filtering && <LibraryFilters params={params} />}
      <ChosenMarks params={params} />
    </>
  );
}

function countOf(shown: number, more: boolean): string {
  if (more) return `${shown} and more`;
  return shown === 1 ? "1 asset" : `${shown} assets`;
}
