import { useQuery } from "@tanstack/react-query";
import { swap } from "@videoflow/core/cut/edit";
import { useState } from "react";
import { CardFrame } from "#web/components/library/card-frame.tsx";
import { Button } from "#web/components/ui/button.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { formatClock, formatElapsed } from "#web/lib/format.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import type { EditProps } from "./edit-props.ts";

/** Puts other footage in a clip's place. What could stand there is looked for when somebody asks. */
export function SwapForm({ cutId, revision, spec, item, propose }: EditProps) {
  const [isAsked, setAsked] = useState(false);
  const { data, error, refetch } = useQuery({
    ...cutQueries.alternatives(cutId, revision, item.id),
    enabled: isAsked,
  });
  return (
    <div>
      <h4 className="mb-1 font-bold">Swap</h4>
      {!isAsked && (
        <Button size="sm" onClick={() => setAsked(true)}>
          Look for alternatives
        </Button>
      )}
      {isAsked && !data && !error && <p className="breathe text-ink-soft">Looking …</p>}
      {error && <Unread {...{ error, refetch }} />}
      {data?.items.length === 0 && <p className="text-ink-soft">Nothing else fits here.</p>}
      <ul className="space-y-2">
        {data?.items.map((one) => (
          <li
            key={`${one.assetId} ${one.inFrame}`}
            className="relative grid grid-cols-[6rem_minmax(0,1fr)] gap-2 rounded-sm hover:bg-hover"
          >
            <CardFrame picture={one.posterUrl !== null}>
              {one.posterUrl && (
                // biome-ignore lint/performance/noImgElement: made small by the pipeline, and its address is signed for the browser.
                <img src={steadyUrl(one.posterUrl)} alt="" loading="lazy" className="size-full object-contain" />
              )}
            </CardFrame>
            <div className="min-w-0">
              <button
                type="button"
                onClick={() => propose(swap(spec, item.id, one))}
                className="field-link block max-w-full truncate text-left"
              >
                {one.assetName}, {formatClock(one.startMs)}
              </button>
              <p className="line-clamp-2 text-ink-soft text-small">{one.text}</p>
              <p className="text-ink-faint text-small">{formatElapsed(one.endMs - one.startMs)}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
