"use client";

import { useQuery } from "@tanstack/react-query";
import type { Derivative } from "@videoflow/client/schema";
import type { Brief } from "@videoflow/core/brief/brief.schema";
import Link from "next/link";
import type { ReactNode } from "react";
import { documentQueries } from "#web/lib/queries/document.ts";
import { ClockButton } from "./clock-button.tsx";
import { DocumentState } from "./document-state.tsx";
import { Proofs } from "./proofs.tsx";

interface Props {
  readonly derivatives: readonly Derivative[];
  readonly video: HTMLVideoElement | null;
}

/** What the whole is about. Everything that is said has the places that it rests on. */
export function BriefPanel({ derivatives, video }: Props) {
  const query = useQuery(documentQueries.brief(derivatives));
  const { data: transcript } = useQuery(documentQueries.transcript(derivatives));
  const proofs = (evidence: Brief["title"]["evidence"]) => (
    <Proofs evidence={evidence} transcript={transcript} video={video} />
  );
  return (
    <DocumentState query={query} none="There is no brief of this asset.">
      {({ title, summary, keyMoments, topics, people, places, mood, engine }) => (
        <div className="space-y-5 overflow-y-auto p-4">
          <div>
            <h3 className="text-balance font-bold text-title tracking-tight">{title.text}</h3>
            {proofs(title.evidence)}
          </div>
          <div className="space-y-2 text-lead">
            {summary.map(({ text, evidence }) => (
              <p key={text}>
                {text} {proofs(evidence)}
              </p>
            ))}
          </div>
          {keyMoments.length > 0 && (
            <Part title="Key moments">
              <ol className="-mx-1">
                {keyMoments.map(({ startMs, title }) => (
                  <li key={`${startMs} ${title}`} className="flex items-baseline gap-2">
                    <ClockButton ms={startMs} video={video} what={title} />
                    <span className="min-w-0 break-words">{title}</span>
                  </li>
                ))}
              </ol>
            </Part>
          )}
          {(
            [
              ["Topics", topics],
              ["People", people],
              ["Places", places],
            ] as const
          ).map(
            ([name, named]) =>
              named.length > 0 && (
                <Part key={name} title={name}>
                  <ul>
                    {named.map(({ name, evidence }) => (
                      <li key={name} className="flex flex-wrap items-baseline gap-x-2">
                        {name} {proofs(evidence)}
                      </li>
                    ))}
                  </ul>
                </Part>
              ),
          )}
          {mood && (
            <Part title="Mood">
              {mood.text} {proofs(mood.evidence)}
            </Part>
          )}
          <p className="text-ink-faint text-small">
            {engine.startsWith("rules") ? "Written by built-in rules, without a model." : `Written by ${engine}.`} Times
            lead to what each statement rests on.{" "}
            <Link href="/settings" prefetch={false} className="underline underline-offset-2 hover:text-ink">
              Choose who writes
            </Link>
          </p>
        </div>
      )}
    </DocumentState>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <h4 className="mb-1 text-ink-faint text-small">{title}</h4>
      {children}
    </div>
  );
}
