"use client";

import { Repeat, X } from "lucide-react";
import { Button } from "#web/components/ui/button.tsx";
import { CopyButton } from "#web/components/ui/copy-button.tsx";
import { formatPlace } from "#web/lib/clip.ts";
import { formatElapsed } from "#web/lib/format.ts";
import type { useClip } from "#web/lib/use-clip.ts";

interface Props {
  readonly clip: ReturnType<typeof useClip>;
  readonly frameRate: number | undefined;
}

/** Marks a part of the footage, plays it round and round, and gives its timecodes away. */
export function ClipBar({ clip: { marks, range, mark, clear, loops, setLoops }, frameRate }: Props) {
  const place = (ms: number | null) => (ms === null ? "–" : formatPlace(ms, frameRate));
  const text = `${place(marks.inMs)} ${place(marks.outMs)}`;
  const any = marks.inMs !== null || marks.outMs !== null;
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Button size="sm" title="Mark the beginning (I)" aria-keyshortcuts="i" onClick={() => mark("in")}>
        In
      </Button>
      <Button size="sm" title="Mark the end (O)" aria-keyshortcuts="o" onClick={() => mark("out")}>
        Out
      </Button>
      {any && (
        <>
          <span data-testid="marks" className="px-1 text-small">
            {place(marks.inMs)} to {place(marks.outMs)}
            {range && <span className="text-ink-faint"> · {formatElapsed(range.endMs - range.startMs)}</span>}
          </span>
          <CopyButton text={text} label="Copy the marks" />
          <Button
            look="quiet"
            size="iconSm"
            disabled={!range}
            aria-pressed={loops}
            aria-label="Loop between the marks"
            title="Loop between the marks"
            onClick={() => setLoops(!loops)}
            className={loops ? "bg-accent text-on-accent hover:bg-accent hover:text-on-accent" : undefined}
          >
            <Repeat aria-hidden />
          </Button>
          <Button look="quiet" size="iconSm" aria-label="Clear the marks" title="Clear the marks (X)" onClick={clear}>
            <X aria-hidden />
          </Button>
        </>
      )}
    </div>
  );
}
