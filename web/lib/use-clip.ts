import { useQueryStates } from "nuqs";
import { useEffect, useEffectEvent, useState } from "react";
import { type Marks, placeParams, rangeOf, withMark } from "./clip.ts";
import { takesText } from "./keys.ts";
import { seekToMs } from "./player-keys.ts";
import { follow } from "./use-playhead.ts";

/** So far before the first mark a jump to it may land, at a key picture. */
const STRAY_MS = 500;

/** What is marked in a video, by the keys I, O and X or by buttons; it is in the address. The loop stays within the marks. */
export function useClip(video: HTMLVideoElement | null) {
  const [{ in: inMs, out: outMs }, setParams] = useQueryStates({ in: placeParams.in, out: placeParams.out });
  const [loops, setLoops] = useState(false);
  const marks: Marks = { inMs, outMs };
  const range = rangeOf(marks);
  const { startMs, endMs } = range ?? {};

  const set = (next: Marks) => void setParams({ in: next.inMs, out: next.outMs });
  const mark = (which: "in" | "out") => video && set(withMark(marks, which, Math.round(video.currentTime * 1000)));
  const clear = () => set({ inMs: null, outMs: null });

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
    if (event.key === "i") mark("in");
    else if (event.key === "o") mark("out");
    else if (event.key === "x") clear();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);

  useEffect(() => {
    if (!video || !loops || startMs === undefined || endMs === undefined) return;
    return follow(video, () => {
      const ms = video.currentTime * 1000;
      const left = ms >= endMs || ms < startMs - STRAY_MS;
      if (!video.seeking && !video.paused && left) seekToMs(video, startMs);
    });
  }, [video, loops, startMs, endMs]);

  return { marks, range, mark, clear, loops, setLoops };
}
