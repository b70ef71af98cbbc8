"use client";

import { StatusFilter } from "./status-filter.tsx";

interface Props {
  readonly shown: number;
  /** Whether there are more than are shown. */
  readonly more: boolean;
}

export function LibraryHeading({ shown, more }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 pt-4 pb-3 sm:px-6">
      <h1 className="font-bold text-title tracking-tight">Library</h1>
      <StatusFilter />
      <p className="ml-auto hidden text-ink-faint sm:block">
        {shown}
        {more ? " and more" : shown === 1 ? " asset" : " assets"}
      </p>
    </div>
  );
}
