import { type RefObject, useEffect } from "react";

/** Draws in CSS pixels; `width` and `height` are the canvas's, `colour` is that of the text around it. */
export type Draw = (context: CanvasRenderingContext2D, width: number, height: number, colour: string) => void;

/** Keeps a canvas drawn: as wide and sharp as the screen wants it, in the colours of the theme that is on. */
export function useCanvas(ref: RefObject<HTMLCanvasElement | null>, draw: Draw): void {
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const redraw = () => paint(canvas, draw);
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
  }, [ref, draw]);
}

function paint(canvas: HTMLCanvasElement, draw: Draw) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  context.scale(devicePixelRatio, devicePixelRatio);
  const { color } = getComputedStyle(canvas);
  context.fillStyle = color;
  draw(context, width, height, color);
}
