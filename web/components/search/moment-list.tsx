"use client";

import type { Moment } from "@videoflow/client/schema";
import type { KeyboardEvent } from "react";
import { focusAmong } from "#web/lib/focus-among.ts";
import { MOMENT_LINK, RESULTS_ID } from "#web/lib/search/results.ts";
import { MomentCard } from "./moment-card.tsx";

interface Props {
  readonly moments: readonly Moment[];
  /** Whether there are more than are loaded. */
  readonly more: boolean;
  readonly total: number;
}

/** Moments one after the other, best first. Arrow keys lead through them, and back up to the search. */
export function MomentList({ moments, more, total }: Props) {
  function press(event: KeyboardEvent<HTMLOListElement>) {
    const down = event.key === "ArrowDown" || event.key === "j";
    const up = event.key === "ArrowUp" || event.key === "k";
    if (!down && !up) return;
    event.preventDefault();
    const moved = focusAmong(event.currentTarget, MOMENT_LINK, down ? "next" : "previous");
    if (up && !moved) document.getElementById("search")?.focus();
  }

  return (
    <ol
      id={RESULTS_ID}
      onKeyDown={press}
      className="grid gap-x-8 px-4 pb-24 sm:px-6 lg:grid-cols-2 [&>li]:border-line [&>li]:border-b"
    >
      {moments.map((moment, index) => (
        <MomentCard
          key={`${moment.assetId}:${moment.scene}`}
          moment={moment}
          position={index + 1}
          setSize={more ? total : moments.length}
        />
      ))}
    </ol>
  );
}
