"use client";

import { memo, useEffect, useRef } from "react";
import { loudness, type PeaksFile } from "#web/lib/peaks.ts";

/** Width of a bar with the gap after it, in CSS pixels. */
const PITCH = 3;
const BAR = 2;

interface Props {
  readonly peaks: PeaksFile;
}

/** Draws peaks as bars in the colour of the text around, as wide and sharp as the screen wants it. */
export const WaveformCanvas = memo(function WaveformCanvas({ peaks }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const redraw = () => draw(canvas, peaks);
    const size = new ResizeObserver(redraw);
    size.observe(canvas);
    // The colour comes from the theme, which the reader or the system may change.
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", redraw);
    return () => {
      size.disconnect();
      theme.disconnect();
      system.removeEventListener("change", redraw);
    };
  }, [peaks]);

  return <canvas ref={ref} aria-hidden className="absolute inset-0 size-full" />;
});

function draw(canvas: HTMLCanvasElement, peaks: PeaksFile) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = getComputedStyle(canvas).color;
  loudness(peaks, Math.ceil(width / PITCH)).forEach((level, column) => {
    const bar = Math.max(level * (height - 8), 1);
    context.fillRect(column * PITCH, (height - bar) / 2, BAR, bar);
  });
}
