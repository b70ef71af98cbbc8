import { shareOf, type View } from "#web/lib/timeline/view.ts";
import { usePlayhead } from "#web/lib/use-playhead.ts";

/** Where the video is, over all lanes. */
export function PlayheadLine({ video, view }: { readonly video: HTMLVideoElement | null; readonly view: View }) {
  const share = shareOf(view, usePlayhead(video) * 1000);
  if (share < 0 || share > 1) return null;
  return <i className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent" style={{ left: `${share * 100}%` }} />;
}
