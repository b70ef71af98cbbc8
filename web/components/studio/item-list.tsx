import { msOf } from "@videoflow/core/cut/frame-rate";
import { clsx } from "clsx";
import type { KeyboardEvent } from "react";
import { Section } from "#web/components/ui/section.tsx";
import { itemTitle, placedItems, type Spec } from "#web/lib/cut/spec.ts";
import { focusAmong } from "#web/lib/focus-among.ts";
import { formatClock, formatElapsed } from "#web/lib/format.ts";
import { seekToMs } from "#web/lib/player-keys.ts";
import { FilmStrip } from "./film-strip.tsx";

interface Props {
  readonly spec: Spec;
  readonly open: string | null;
  readonly video: HTMLVideoElement | null;
  readonly onOpen: (item: string) => void;
}

/** The cut as a list: for those who read it, and for the keyboard. Arrow keys lead from one to the next. */
export function ItemList({ spec, open, video, onOpen }: Props) {
  function press(event: KeyboardEvent<HTMLOListElement>) {
    const to = { ArrowDown: "next", ArrowUp: "previous" }[event.key] as "next" | "previous" | undefined;
    if (!to) return;
    event.preventDefault();
    focusAmong(event.currentTarget, "button", to);
  }

  return (
    <div className="mt-6">
      <Section title="Clips">
        <ol onKeyDown={press}>
          {placedItems(spec).map(({ item, startFrame, number }) => {
            const startMs = msOf(startFrame, spec.frameRate);
            return (
              <li
                key={item.id}
                className={clsx(
                  "relative grid grid-cols-[1.5rem_3rem_4rem_minmax(0,1fr)_auto] items-center gap-x-2 border-line border-b py-1.5 hover:bg-hover",
                  item.id === open && "bg-surface",
                )}
              >
                <span className="text-right text-ink-faint">{number}</span>
                <span className="text-ink-soft">{formatClock(startMs)}</span>
                <span aria-hidden className="h-9 overflow-hidden rounded-[2px] bg-well">
                  {item.kind === "clip" && (
                    <FilmStrip
                      assetId={item.assetId}
                      fromMs={msOf(item.inFrame, spec.frameRate)}
                      untilMs={msOf(item.inFrame + item.frames, spec.frameRate)}
                      width={64}
                      height={36}
                    />
                  )}
                </span>
                <button
                  type="button"
                  aria-pressed={item.id === open}
                  onClick={() => {
                    onOpen(item.id);
                    if (video) seekToMs(video, startMs);
                  }}
                  className={clsx("field-link text-left", item.id === open && "font-bold")}
                >
                  {itemTitle(item)}
                </button>
                <span className="whitespace-nowrap text-ink-soft">
                  {formatElapsed(msOf(item.frames, spec.frameRate))}
                </span>
              </li>
            );
          })}
        </ol>
      </Section>
    </div>
  );
}
