"use client";

import { memo, useCallback, useRef } from "react";
import { loudness, type PeaksFile } from "#web/lib/peaks.ts";
import type { View } from "#web/lib/timeline/view.ts";
import { type Draw, useCanvas } from "#web/lib/use-canvas.ts";

/** Width of a bar with the gap after it, in CSS pixels. */
const PITCH = 3;
const BAR = 2;
const MARGIN = 8;

interface Props {
  readonly peaks: PeaksFile;
  readonly view: View;
  readonly durationMs: number;
}

/** Draws the peaks of a view as bars in the colour of the text around. */
export const WaveformCanvas = memo(function WaveformCanvas({ peaks, view, durationMs }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const draw = useCallback<Draw>(
    (context, width, height) => {
      const whole = Math.max(durationMs, 1);
      const part = { from: view.startMs / whole, to: view.endMs / whole };
      loudness(peaks, Math.ceil(width / PITCH), part).forEach((level, column) => {
        const bar = Math.max(level * (height - MARGIN), 1);
        context.fillRect(column * PITCH, (height - bar) / 2, BAR, bar);
      });
    },
    [peaks, view, durationMs],
  );
  useCanvas(ref, draw);
  return <canvas ref={ref} aria-hidden className="absolute inset-0 size-full" />;
});
