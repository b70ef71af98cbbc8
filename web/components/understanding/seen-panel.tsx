"use client";

import { useQuery } from "@tanstack/react-query";
import type { Derivative } from "@videoflow/client/schema";
import type { ReactNode } from "react";
import { derivativeOf } from "#web/lib/derivative.ts";
import { formatClock, formatElapsed } from "#web/lib/format.ts";
import { documentQueries } from "#web/lib/queries/document.ts";
import type { Seen } from "#web/lib/understanding/seen.ts";
import { useSeek } from "#web/lib/use-seek.ts";
import { DocumentState } from "./document-state.tsx";

interface Props {
  readonly derivatives: readonly Derivative[];
  readonly video: HTMLVideoElement | null;
}

/** More lines would be looked for, and not read: the search finds them. */
const MOST_ROWS = 200;

/** Things, people, faces and text in the picture, and how long they are there. */
export function SeenPanel({ derivatives, video }: Props) {
  const query = useQuery(documentQueries.seen(derivatives));
  return (
    <DocumentState query={query} none="This asset has no picture to look at.">
      {({ labels, people, faces, texts, engines }) => (
        <div className="min-h-0 flex-1 space-y-5 overflow-y-auto p-4">
          <Rows title="People and faces" none="Nobody was seen.">
            {[["People", people] as const, ["Faces", faces] as const].flatMap(([name, spans]) =>
              spans.length > 0 ? (
                <Row
                  key={name}
                  name={`${name}, ${mostOf(spans)} at most`}
                  startMs={spans[0]?.startMs ?? 0}
                  detail={`${formatElapsed(lengthOf(spans))} in the picture`}
                  video={video}
                />
              ) : (
                []
              ),
            )}
          </Rows>
          <Rows title="Things" none="No thing was recognised with certainty.">
            {labels.slice(0, MOST_ROWS).map(({ name, confidence, spans, totalMs }) => (
              <Row
                key={name}
                name={name}
                startMs={spans[0]?.startMs ?? 0}
                detail={`${formatElapsed(totalMs)}${spans.length > 1 ? ` in ${spans.length} places` : ""}, ${Math.round(confidence * 100)} % sure`}
                video={video}
              />
            ))}
          </Rows>
          <Rows title="Text in the picture" none="No text was read.">
            {texts.slice(0, MOST_ROWS).map(({ text, startMs, endMs }) => (
              <Row
                key={`${startMs} ${text}`}
                name={`“${text}”`}
                startMs={startMs}
                detail={formatElapsed(endMs - startMs)}
                video={video}
              />
            ))}
          </Rows>
          <p className="text-ink-faint text-small">
            {derivativeOf(derivatives, "vision")?.frames} pictures were looked at, by{" "}
            {[...new Set(Object.values(engines))].join(", ")}.
          </p>
        </div>
      )}
    </DocumentState>
  );
}

function Rows({
  title,
  none,
  children,
}: {
  readonly title: string;
  readonly none: string;
  readonly children: ReactNode[];
}) {
  return (
    <div>
      <h3 className="mb-1 text-ink-faint text-small">{title}</h3>
      {children.length > 0 ? <ul className="-mx-1.5">{children}</ul> : <p>{none}</p>}
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly startMs: number;
  readonly detail: string;
  readonly video: HTMLVideoElement | null;
}

/** A thing; a click goes to where it is first seen. */
function Row({ name, startMs, detail, video }: RowProps) {
  const seek = useSeek(video);
  return (
    <li>
      <button
        type="button"
        onClick={() => seek(startMs)}
        className="flex min-h-6 w-full items-baseline justify-between gap-3 rounded-sm px-1.5 py-0.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 break-words">{name}</span>
        <span className="shrink-0 text-ink-faint text-small">
          {detail}, from {formatClock(startMs)}
        </span>
      </button>
    </li>
  );
}

const mostOf = (spans: Seen["people"]): number => Math.max(...spans.map(({ count }) => count));
const lengthOf = (spans: Seen["people"]): number => spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
