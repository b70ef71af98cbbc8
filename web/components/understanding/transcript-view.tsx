"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import type { Transcript } from "@videoflow/core/transcript/transcript.schema";
import { useEffect, useMemo, useRef, useState } from "react";
import { findInWords, searchable, utteranceOf, wordAt } from "#web/lib/understanding/transcript.ts";
import { usePlayheadAs } from "#web/lib/use-playhead.ts";
import { TranscriptSearch } from "./transcript-search.tsx";
import { TranscriptSource } from "./transcript-source.tsx";
import { UtteranceRow } from "./utterance-row.tsx";

interface Props {
  readonly transcript: Transcript;
  readonly video: HTMLVideoElement | null;
}

const ROW_HEIGHT = 44;

/** What is said, word by word. The word of now is followed until somebody scrolls away. */
export function TranscriptView({ transcript, video }: Props) {
  const { words, utterances } = transcript;
  const list = useRef<HTMLElement>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(-1);
  const [follows, setFollows] = useState(true);
  const searching = text !== "";
  const said = useMemo(() => (searching ? searchable(words) : []), [words, searching]);
  const matches = useMemo(() => findInWords(said, text), [said, text]);
  const word = usePlayheadAs(video, (seconds) => wordAt(words, seconds * 1000));
  const utterance = utteranceOf(utterances, word);
  const virtualizer = useVirtualizer({
    count: utterances.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });

  // Scrolling is the browser's own state.
  useEffect(() => {
    if (follows && utterance >= 0) virtualizer.scrollToIndex(utterance, { align: "center" });
  }, [virtualizer, follows, utterance]);

  function choose(to: "next" | "previous") {
    if (matches.length === 0) return;
    const first = to === "next" ? 0 : matches.length - 1;
    const index = chosen < 0 ? first : (chosen + (to === "next" ? 1 : -1) + matches.length) % matches.length;
    setChosen(index);
    setFollows(false);
    virtualizer.scrollToIndex(utteranceOf(utterances, matches[index]?.from ?? 0), { align: "center" });
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <TranscriptSearch
        text={text}
        onText={(next) => {
          setText(next);
          setChosen(-1);
        }}
        count={matches.length}
        chosen={chosen}
        onChoose={choose}
        follows={follows}
        onFollow={() => setFollows(!follows)}
      />
      <TranscriptSource transcript={transcript} />
      <section
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for the keys that scroll it.
        tabIndex={0}
        aria-label="What is said"
        onWheel={() => setFollows(false)}
        onTouchMove={() => setFollows(false)}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
      >
        <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => {
            const range = utterances[index];
            return (
              range && (
                <li
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  aria-posinset={index + 1}
                  aria-setsize={utterances.length}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <UtteranceRow
                    words={words}
                    from={range.from}
                    to={range.to}
                    current={index === utterance ? word : -1}
                    matches={matches}
                    chosen={matches[chosen]}
                    video={video}
                  />
                </li>
              )
            );
          })}
        </ol>
      </section>
    </div>
  );
}
