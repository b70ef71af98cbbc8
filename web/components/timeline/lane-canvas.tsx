"use client";

import { memo, useCallback, useRef } from "react";
import { barsOf, type Lane } from "#web/lib/timeline/lane.ts";
import type { View } from "#web/lib/timeline/view.ts";
import { type Draw, useCanvas } from "#web/lib/use-canvas.ts";

interface Props {
  readonly items: Lane["items"];
  readonly look: Lane["look"];
  readonly view: View;
}

/** Draws the items of a lane in the colour of the text around: as many as fall into the view, in one element. */
export const LaneCanvas = memo(function LaneCanvas({ items, look, view }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const draw = useCallback<Draw>(
    (context, width, height) => {
      for (const bar of barsOf(items, view, width)) {
        context.globalAlpha = look === "blocks" ? (bar.odd ? 0.34 : 0.2) : Math.max(bar.strength, 0.25);
        // What touches keeps a hair between it, as long as it is wide enough to be told apart.
        const gap = bar.width > 3 ? 1 : 0;
        context.fillRect(bar.x, 0, bar.width - gap, height);
      }
      context.globalAlpha = 1;
    },
    [items, look, view],
  );
  useCanvas(ref, draw);
  return <canvas ref={ref} aria-hidden className="absolute inset-0 size-full" />;
});
