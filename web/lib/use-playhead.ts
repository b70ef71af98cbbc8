import { useCallback, useSyncExternalStore } from "react";

const inSeconds = (seconds: number): number => seconds;

/** Where a video is, in seconds: with every picture while it plays, and after every jump. */
export function usePlayhead(video: HTMLVideoElement | null): number {
  return usePlayheadAs(video, inSeconds);
}

/** What `read` makes of where a video is. Only when that changes is anything rendered again. */
export function usePlayheadAs<T extends number | string | boolean>(
  video: HTMLVideoElement | null,
  read: (seconds: number) => T,
): T {
  const subscribe = useCallback((listener: () => void) => (video ? follow(video, listener) : () => {}), [video]);
  return useSyncExternalStore(
    subscribe,
    () => read(video?.currentTime ?? 0),
    () => read(0),
  );
}

/** Calls the listener with every picture while the video plays, and after every jump, until it is told to stop. */
export function follow(video: HTMLVideoElement, listener: () => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let frame = 0;
  const run = () => {
    listener();
    frame = requestAnimationFrame(run);
  };
  const stop = () => cancelAnimationFrame(frame);
  const start = () => {
    stop();
    run();
  };
  video.addEventListener("play", start, { signal });
  for (const type of ["pause", "ended"]) video.addEventListener(type, stop, { signal });
  for (const type of ["seeking", "seeked", "timeupdate", "loadedmetadata"])
    video.addEventListener(type, listener, { signal });
  if (!video.paused) run();
  return () => {
    controller.abort();
    stop();
  };
}
