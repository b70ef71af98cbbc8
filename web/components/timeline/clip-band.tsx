import type { Marks } from "#web/lib/clip.ts";
import { shareOf, type View } from "#web/lib/timeline/view.ts";

/** What is marked, over all lanes: a band between the marks, or the one that is set. */
export function ClipBand({ marks: { inMs, outMs }, view }: { readonly marks: Marks; readonly view: View }) {
  const at = (ms: number) => `${Math.min(Math.max(shareOf(view, ms), 0), 1) * 100}%`;
  return (
    <>
      {inMs !== null && outMs !== null && (
        <i className="absolute inset-y-0 bg-accent/20" style={{ left: at(inMs), right: `calc(100% - ${at(outMs)})` }} />
      )}
      {inMs !== null && (
        <i className="absolute inset-y-0 w-1.5 border-accent-ink border-y-2 border-l-2" style={{ left: at(inMs) }} />
      )}
      {outMs !== null && (
        <i
          className="absolute inset-y-0 w-1.5 -translate-x-full border-accent-ink border-y-2 border-r-2"
          style={{ left: at(outMs) }}
        />
      )}
    </>
  );
}
