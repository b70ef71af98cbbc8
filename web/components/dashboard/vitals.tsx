import type { PipelineHealth } from "@videoflow/client/schema";
import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Age } from "#web/components/ui/age.tsx";
import { toneText } from "#web/components/ui/status-mark.tsx";
import type { Tone } from "#web/lib/status.ts";

/** The figures of now, each with what it means for whoever waits. */
export function Vitals({ health }: { readonly health: PipelineHealth }) {
  const { running, waiting, failed, deadLetters, lastHour, lastDay } = health;
  const queued = waiting.assets + waiting.messages;
  return (
    <ul aria-label="Now" className="grid grid-cols-2 border-line border-y md:grid-cols-4">
      <Vital href="/runs?status=running" name="Running" count={running.count} tone="busy">
        {running.oldestAt ? <Since what="the oldest began" at={running.oldestAt} /> : "nothing is being worked on"}
      </Vital>
      <Vital href="/?status=received" name="Waiting" count={queued} tone="transfer">
        {waiting.oldestAt ? <Since what="the oldest came" at={waiting.oldestAt} /> : "nothing has to wait"}
      </Vital>
      <Vital href="/runs?status=failed" name="Failed" count={failed} tone="failed">
        {lastHour.failed} in this hour, {lastDay.failed} in a day
      </Vital>
      <Vital href="/dashboard/dead-letters" name="Dead letters" count={deadLetters} tone="rejected">
        {deadLetters > 0 ? "could not be delivered or handled" : "everything was delivered"}
      </Vital>
    </ul>
  );
}

interface Props {
  readonly href: string;
  readonly name: string;
  readonly count: number;
  /** The colour of a figure that is not 0. */
  readonly tone: Tone;
  readonly children: ReactNode;
}

function Vital({ href, name, count, tone, children }: Props) {
  return (
    <li className="relative border-line py-3 pr-4 hover:bg-hover md:border-l md:pl-4 md:first:border-l-0 md:first:pl-0">
      <Link href={href} prefetch={false} className="flex items-baseline gap-2 after:absolute after:inset-0">
        <span className={clsx("font-bold text-figure", count > 0 ? toneText[tone] : "text-ink-faint")}>{count}</span>
        <span className="font-bold">{name}</span>
      </Link>
      <p className="text-ink-soft text-small">{children}</p>
    </li>
  );
}

function Since({ what, at }: { readonly what: string; readonly at: string }) {
  return (
    <>
      {what} <Age at={at} />
    </>
  );
}
