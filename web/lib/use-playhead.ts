import { useCallback, useSyncExternalStore } from "react";

/** Where a video is, in seconds: with every picture while it plays, and after every jump. */
export function usePlayhead(video: HTMLVideoElement | null): number {
  const subscribe = useCallback((listener: () => void) => (video ? follow(video, listener) : () => {}), [video]);
  return useSyncExternalStore(
    subscribe,
    () => video?.currentTime ?? 0,
    () => 0,
  );
}

function follow(video: HTMLVideoElement, listener: () => void): () => void {
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
