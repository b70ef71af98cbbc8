import type { Use } from "@videoflow/client/schema";
import Link from "next/link";
import { CardFrame } from "#web/components/library/card-frame.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { ClockButton } from "#web/components/understanding/clock-button.tsx";
import { formatClock } from "#web/lib/format.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { cutStatuses } from "#web/lib/status.ts";

/** So many moments are listed of one cut. */
const MOST_MOMENTS = 6;

interface Props {
  readonly use: Use;
  readonly video: HTMLVideoElement | null;
}

/** A cut that shows the asset. Each moment that it took is a click away, in this player. */
export function UseRow({ use: { cut, revision, clips, moments }, video }: Props) {
  const { cutId, title, status, posterUrl } = cut;
  const shown = moments.slice(0, MOST_MOMENTS);
  const isOld = cut.revision !== undefined && revision < cut.revision;
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 border-line border-b py-2">
      <Link href={`/studio/${cutId}`} prefetch={false} tabIndex={-1} aria-hidden>
        <CardFrame picture={posterUrl !== null}>
          {posterUrl && (
            // biome-ignore lint/performance/noImgElement: made small by the pipeline, and its address is signed for the browser.
            <img src={steadyUrl(posterUrl)} alt="" loading="lazy" className="size-full object-contain" />
          )}
        </CardFrame>
      </Link>
      <div className="min-w-0">
        <p className="flex items-baseline gap-3">
          <Link
            href={`/studio/${cutId}`}
            prefetch={false}
            title={title}
            className="min-w-0 truncate py-1 hover:underline"
          >
            {title}
          </Link>
          <span className="ml-auto shrink-0 text-small">
            <StatusMark {...cutStatuses[status]} />
          </span>
        </p>
        <p className="-ml-1 flex flex-wrap items-center gap-x-1 text-ink-faint text-small">
          <span className="ml-1">
            Version {revision}
            {isOld && `, taken out in a later one`}
          </span>
          {shown.map(({ startMs, endMs, atMs }) => (
            <span key={`${startMs} ${atMs}`} className="inline-flex items-center">
              <ClockButton ms={startMs} video={video} what={`the beginning of what is in ${title}`} />
              to {formatClock(endMs)}
            </span>
          ))}
          {clips > shown.length && <span>and {clips - shown.length} more</span>}
        </p>
      </div>
    </li>
  );
}
