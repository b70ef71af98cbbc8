"use client";

import { msOf } from "@videoflow/core/cut/frame-rate";
import { clsx } from "clsx";
import { useRef } from "react";
import { itemTitle, placedItems, type Spec } from "#web/lib/cut/spec.ts";
import { shareOf, type View } from "#web/lib/timeline/view.ts";
import { useWidth } from "#web/lib/use-width.ts";
import { FilmStrip } from "./film-strip.tsx";

interface Props {
  readonly spec: Spec;
  readonly view: View;
  /** Id of the item whose evidence is shown. */
  readonly open: string | null;
}

/** Of the lane, in CSS pixels. */
const HEIGHT = 48;

/** The clips and cards of a cut as pictures, side by side in its time. The lane around it tells of them to those who do not see. */
export function ClipFilm({ spec, view, open }: Props) {
  const field = useRef<HTMLDivElement>(null);
  const width = useWidth(field);
  const ms = (frames: number) => msOf(frames, spec.frameRate);
  return (
    <div ref={field} aria-hidden className="absolute inset-0">
      {placedItems(spec).map(({ item, startFrame, number }) => {
        const left = shareOf(view, ms(startFrame));
        const share = shareOf(view, ms(startFrame + item.frames)) - left;
        if (left >= 1 || left + share <= 0) return null;
        return (
          <div
            key={item.id}
            className={clsx(
              "absolute inset-y-0 overflow-hidden rounded-[2px] border-ground border-r bg-well",
              item.id === open && "ring-2 ring-accent ring-inset",
            )}
            style={{ left: `${left * 100}%`, width: `${share * 100}%` }}
          >
            {item.kind === "clip" && (
              <FilmStrip
                assetId={item.assetId}
                fromMs={ms(item.inFrame)}
                untilMs={ms(item.inFrame + item.frames)}
                width={share * width}
                height={HEIGHT}
              />
            )}
            <span
              className={clsx(
                "absolute inset-x-0 bottom-0 truncate px-1 text-micro",
                item.kind === "clip" ? "bg-scrim text-on-picture" : "top-0 text-ink-soft",
              )}
            >
              {number}. {itemTitle(item)}
            </span>
          </div>
        );
      })}
    </div>
  );
}
