import type { CutSummary } from "@videoflow/client/schema";
import Link from "next/link";
import { CardFrame, CardMessage } from "#web/components/library/card-frame.tsx";
import { Age } from "#web/components/ui/age.tsx";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { USE_CASES } from "#web/lib/cut/use-cases.ts";
import { formatClock } from "#web/lib/format.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { cutStatuses, isBeingMade } from "#web/lib/status.ts";

/** A cut with a picture of it, how far it is, and how long. */
export function CutCard({ cut }: { readonly cut: CutSummary }) {
  const { cutId, title, status, useCase, posterUrl, durationMs, reason, createdAt } = cut;
  const state = cutStatuses[status];
  return (
    <li className="group relative">
      <CardFrame picture={posterUrl !== null}>
        {posterUrl ? (
          // biome-ignore lint/performance/noImgElement: made small by the pipeline, and its address is signed for the browser.
          <img src={steadyUrl(posterUrl)} alt="" loading="lazy" className="size-full object-contain" />
        ) : (
          <CardMessage title={state.label} detail={reason?.message} />
        )}
        {durationMs !== undefined && (
          <span className="absolute right-1 bottom-1 rounded-sm bg-scrim px-1 py-px text-micro text-on-picture">
            {formatClock(durationMs)}
          </span>
        )}
        {isBeingMade(status) && <ProgressLine label={state.label} className="absolute inset-x-0 bottom-0" />}
      </CardFrame>
      <h2 className="mt-1.5 truncate" title={title}>
        <Link href={`/studio/${cutId}`} prefetch={false} className="field-link group-hover:underline">
          {title}
        </Link>
      </h2>
      <p className="flex gap-2 text-ink-faint text-small">
        <StatusMark {...state} quiet={status === "finished"} />
        <span>{USE_CASES[useCase].title}</span>
        <span className="ml-auto whitespace-nowrap">
          <Age at={createdAt} />
        </span>
      </p>
    </li>
  );
}
