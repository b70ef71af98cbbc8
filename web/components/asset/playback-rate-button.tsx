import { useCallback, useSyncExternalStore } from "react";

const RATES = [1, 1.5, 2, 0.25, 0.5];

/** Goes round the speeds: faster to skim, slower to look closely. */
export function PlaybackRateButton({ video }: { readonly video: HTMLVideoElement | null }) {
  const subscribe = useCallback(
    (listener: () => void) => {
      video?.addEventListener("ratechange", listener);
      return () => video?.removeEventListener("ratechange", listener);
    },
    [video],
  );
  const rate = useSyncExternalStore(
    subscribe,
    () => video?.playbackRate ?? 1,
    () => 1,
  );

  function change() {
    if (video) video.playbackRate = RATES[(RATES.indexOf(rate) + 1) % RATES.length] ?? 1;
  }

  return (
    <button
      type="button"
      onClick={change}
      aria-label={`${rate}× speed`}
      title="Speed"
      className="h-8 min-w-10 px-1.5 text-on-picture text-small hover:bg-on-picture/15 focus-visible:-outline-offset-2 focus-visible:outline-accent"
    >
      {rate}×
    </button>
  );
}
