"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { ArrowLeft, RotateCw } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { runMutations } from "#web/lib/mutations/run.ts";
import { healthQueries } from "#web/lib/queries/health.ts";
import { DeadLetterItem } from "./dead-letter-item.tsx";

/** What could not be delivered or handled, why, and the way to try it again. */
export function DeadLettersView() {
  const { data, error, refetch } = useQuery(healthQueries.deadLetters());
  const redrive = useMutation(runMutations.redriveLetters());
  const failed = redrive.data?.failed.length ?? 0;

  return (
    <div className="max-w-5xl px-4 pb-24 sm:px-6">
      <header className="flex flex-wrap items-center gap-3 pt-3 pb-4">
        <Link
          href="/dashboard"
          aria-label="Back to the dashboard"
          className={buttonClass({ look: "quiet", size: "icon" })}
        >
          <ArrowLeft aria-hidden />
        </Link>
        <h1 className="flex-1 font-bold text-title tracking-tight">Dead letters</h1>
        {data && data.items.length > 0 && (
          <Button look="primary" disabled={redrive.isPending} onClick={() => redrive.mutate(undefined)}>
            <RotateCw aria-hidden />
            {redrive.isPending ? "Sending" : "Send all again"}
          </Button>
        )}
      </header>
      <p role="status" className="mb-3 min-h-5 text-ink-soft">
        {redrive.error?.message}
        {redrive.data && `${redrive.data.sent} sent again`}
        {failed > 0 && `, ${failed} could not be: ${redrive.data?.failed[0]?.message}`}
      </p>
      {!data && error && (
        <Notice
          urgent
          title="The dead letters could not be read"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          <p>{error.message}</p>
        </Notice>
      )}
      {!data && !error && (
        <div role="status" aria-label="Loading the dead letters" className="breathe space-y-3">
          <div className="h-10 rounded-sm bg-hover" />
          <div className="h-10 rounded-sm bg-hover" />
        </div>
      )}
      {data?.items.length === 0 && (
        <p className="text-lead text-ink-soft">Everything was delivered and handled. There are no dead letters.</p>
      )}
      <ul>
        {data?.items.map((letter) => (
          <DeadLetterItem
            key={letter.id}
            letter={letter}
            isSending={redrive.isPending}
            onSend={() => redrive.mutate([letter.id])}
          />
        ))}
      </ul>
      {data?.more && <p className="mt-2 text-ink-faint">There are more, which are shown once these are gone.</p>}
    </div>
  );
}
