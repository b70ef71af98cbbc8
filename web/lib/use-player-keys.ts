import { useEffect } from "react";
import { takesText } from "./keys.ts";
import { pressKey } from "./player-keys.ts";

const TAKES_SPACE = "button, a, summary, [role=button]";
const TAKES_ARROWS = "[role=slider], [role=tab], media-time-range, media-volume-range";
const ARROWS = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);

/** The player's keys work wherever the focus is, but for a key that the focused element has a use for itself. */
export function usePlayerKeys(video: HTMLVideoElement | null, frameRate: number | undefined): void {
  useEffect(() => {
    if (!video) return;
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const within = (selector: string) => target instanceof Element && target.closest(selector) !== null;
      if (takesText(target)) return;
      if (key === " " && within(TAKES_SPACE)) return;
      if (ARROWS.has(key) && within(TAKES_ARROWS)) return;
      if (pressKey(key, video, frameRate)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [video, frameRate]);
}
