"use client";

import { useQuery } from "@tanstack/react-query";
import type { Derivative } from "@videoflow/client/schema";
import { documentQueries } from "#web/lib/queries/document.ts";
import { DocumentState } from "./document-state.tsx";
import { TranscriptView } from "./transcript-view.tsx";

interface Props {
  readonly derivatives: readonly Derivative[];
  readonly video: HTMLVideoElement | null;
}

export function TranscriptPanel({ derivatives, video }: Props) {
  const query = useQuery(documentQueries.transcript(derivatives));
  return (
    <DocumentState query={query} none="Nothing is said in this asset, or it has no sound.">
      {(transcript) =>
        transcript.words.length === 0 ? (
          <p className="p-4 text-ink-soft">No speech was heard.</p>
        ) : (
          <TranscriptView transcript={transcript} video={video} />
        )
      }
    </DocumentState>
  );
}
