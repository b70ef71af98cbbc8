import { debounce, useQueryState } from "nuqs";
import { useEffect, useState } from "react";
import { placeParams } from "./clip.ts";
import { seekToMs } from "./player-keys.ts";

/** A browser lets an address be changed so often and no oftener. */
const SETTLED_MS = 500;

/**
 * Takes a video to where the address says. From then on the address says where the video is while it stands still, so that it
 * leads back there.
 */
export function usePlaceInAddress(video: HTMLVideoElement | null): void {
  const [t, setT] = useQueryState("t", placeParams.t.withOptions({ limitUrlUpdates: debounce(SETTLED_MS) }));
  const [startMs] = useState(t ?? 0);

  useEffect(() => {
    if (video && startMs > 0) seekToMs(video, startMs);
  }, [video, startMs]);

  useEffect(() => {
    if (!video) return;
    const controller = new AbortController();
    const note = () => {
      if (!video.paused || video.ended) return;
      const ms = Math.floor(video.currentTime * 1000);
      void setT(ms > 0 ? ms : null);
    };
    for (const type of ["pause", "seeked"]) video.addEventListener(type, note, { signal: controller.signal });
    return () => controller.abort();
  }, [video, setT]);
}
