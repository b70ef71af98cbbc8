"use client";

import type { Word } from "@videoflow/core/transcript/transcript.schema";
import { clsx } from "clsx";
import { memo, type PointerEvent } from "react";
import { isUnsure, type Match, textOf } from "#web/lib/understanding/transcript.ts";
import { useSeek } from "#web/lib/use-seek.ts";
import { ClockButton } from "./clock-button.tsx";

interface Props {
  readonly words: readonly Word[];
  /** Which of them are said here; `to` not included. */
  readonly from: number;
  readonly to: number;
  /** Index of the word that is being said; -1 where that is in another row. */
  readonly current: number;
  /** What was looked for, all over the transcript, and which of it is chosen. */
  readonly matches: readonly Match[];
  readonly chosen: Match | undefined;
  readonly video: HTMLVideoElement | null;
}

/** What one person says in one go. A click on a word goes to it; by keyboard, the time goes to the beginning. */
export const UtteranceRow = memo(function UtteranceRow({ words, from, to, current, matches, chosen, video }: Props) {
  const seek = useSeek(video);
  const [first] = words.slice(from, to);
  const here = matches.filter((match) => match.from < to && match.to > from);
  const isIn = (match: Match | undefined, index: number) =>
    match !== undefined && index >= match.from && index < match.to;

  function goTo({ target }: PointerEvent) {
    // Somebody who has marked a text wants to copy it, and not to go anywhere.
    if (getSelection()?.isCollapsed === false) return;
    const index = target instanceof HTMLElement ? target.dataset.word : undefined;
    const word = index === undefined ? undefined : words[Number(index)];
    if (word) seek(word.startMs);
  }

  if (!first) return null;
  return (
    <div className={clsx("grid grid-cols-[3.5rem_minmax(0,1fr)] gap-1 px-3 py-1.5", current >= 0 && "bg-hover")}>
      <div className="text-small">
        <ClockButton ms={first.startMs} video={video} what={textOf(words, from, Math.min(from + 6, to))} />
      </div>
      <div>
        {first.speaker && <p className="pt-1 text-ink-faint text-small">{first.speaker}</p>}
        <p className="break-words py-0.5 text-lead" onPointerUp={goTo}>
          {words.slice(from, to).map((word, at) => {
            const index = from + at;
            return (
              <span key={index}>
                <span
                  data-word={index}
                  data-current={index === current || undefined}
                  className={clsx(
                    "cursor-pointer rounded-[2px] hover:bg-hover",
                    isUnsure(word) &&
                      "text-ink-soft underline decoration-dotted decoration-line-strong underline-offset-4",
                    here.some((match) => isIn(match, index)) && "bg-accent/40",
                    isIn(chosen, index) && "outline-2 outline-accent-ink",
                    index === current && "bg-accent text-on-accent",
                  )}
                >
                  {word.text}
                </span>{" "}
              </span>
            );
          })}
        </p>
      </div>
    </div>
  );
});
