import { type RefObject, useEffect, useEffectEvent, useMemo, useState } from "react";
import { following, isWhole, panned, timeAt, type View, wholeView, zoomed } from "./timeline/view.ts";
import { usePlayheadAs } from "./use-playhead.ts";

interface TimelineView {
  readonly view: View;
  /** Whether all of the footage is in view. */
  readonly whole: boolean;
  /** Shows `factor` times as much, around a time or around the playhead. */
  readonly zoom: (factor: number, atMs?: number) => void;
  readonly showWhole: () => void;
}

/** How far the wheel is turned for twice as much, in pixels of its own. */
const WHEEL_DOUBLE = 200;

/**
 * Which part of the footage a timeline shows. While the video plays, the view goes after it page by page. The wheel over the
 * parent of `field`, with the control key, zooms at the pointer; sideways it moves along.
 */
export function useTimelineView(
  video: HTMLVideoElement | null,
  durationMs: number,
  field: RefObject<HTMLElement | null>,
): TimelineView {
  const [chosen, setChosen] = useState(wholeView(durationMs));
  const startMs = usePlayheadAs(video, (seconds) =>
    video && !video.paused ? following(chosen, seconds * 1000, durationMs).startMs : chosen.startMs,
  );
  const view = useMemo(() => panned(chosen, startMs - chosen.startMs, durationMs), [chosen, startMs, durationMs]);
  const whole = isWhole(view, durationMs);
  const zoom = (factor: number, atMs = (video?.currentTime ?? 0) * 1000) =>
    setChosen(zoomed(view, factor, atMs, durationMs));

  const onWheel = useEffectEvent((event: WheelEvent) => {
    const { left = 0, width = 1 } = field.current?.getBoundingClientRect() ?? {};
    if (event.ctrlKey || event.metaKey) {
      zoom(2 ** (event.deltaY / WHEEL_DOUBLE), timeAt(view, (event.clientX - left) / width));
    } else if (event.deltaX !== 0 && !whole) {
      setChosen(panned(view, (event.deltaX / width) * (view.endMs - view.startMs), durationMs));
    } else return;
    event.preventDefault();
  });
  // React's own listener could not keep the page from zooming.
  useEffect(() => {
    const over = field.current?.parentElement;
    if (!over) return;
    const listener = (event: WheelEvent) => onWheel(event);
    over.addEventListener("wheel", listener, { passive: false });
    return () => over.removeEventListener("wheel", listener);
  }, [field]);

  return { view, whole, zoom, showWhole: () => setChosen(wholeView(durationMs)) };
}
