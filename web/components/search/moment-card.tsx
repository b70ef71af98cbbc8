import type { Moment } from "@videoflow/client/schema";
import { ScanSearch } from "lucide-react";
import Link from "next/link";
import { CardFrame } from "#web/components/library/card-frame.tsx";
import { SoundLines } from "#web/components/library/sound-lines.tsx";
import { formatClock } from "#web/lib/format.ts";
import { parseAsLikeMoment } from "#web/lib/search/params.ts";
import { whyFound } from "#web/lib/search/why.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { Highlights } from "./highlights.tsx";

interface Props {
  readonly moment: Moment;
  readonly position: number;
  readonly setSize: number;
}

/** A moment with its picture, when it is, what of it fits what was asked, and why it was found. */
export function MomentCard({ moment, position, setSize }: Props) {
  const { assetId, scene, name, startMs, endMs, posterUrl, description, highlights, quotable } = moment;
  const why = whyFound(moment);
  // Where the words are what fits, they are shown beside the player.
  const said = highlights.some(({ field }) => field === "speech");
  const place = { t: String(startMs), ...(said && { panel: "transcript" }) };
  const span = `${formatClock(startMs)}–${formatClock(endMs)}`;
  return (
    <li
      aria-posinset={position}
      aria-setsize={setSize}
      className="relative grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3 py-3 [contain-intrinsic-size:auto_8rem] [content-visibility:auto] hover:bg-hover sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-4"
    >
      <div className="self-start">
        <CardFrame picture={posterUrl !== null}>
          {posterUrl ? (
            // biome-ignore lint/performance/noImgElement: frames are made small by the pipeline, and their addresses are signed for the browser.
            <img
              src={steadyUrl(posterUrl)}
              alt=""
              loading="lazy"
              decoding="async"
              className="size-full object-contain"
            />
          ) : (
            <SoundLines className="size-7" />
          )}
          <span className="absolute right-1 bottom-1 rounded-sm bg-scrim px-1 py-px text-micro text-on-picture">
            {span}
          </span>
        </CardFrame>
      </div>
      <div className="flex min-w-0 flex-col">
        <h2 className="truncate font-bold" title={name}>
          {/* The link's field is the whole moment. */}
          <Link
            data-moment
            href={`/assets/${assetId}?${new URLSearchParams(place)}`}
            prefetch={false}
            aria-label={`${name}, ${span}`}
            className="field-link"
          >
            {name}
          </Link>
        </h2>
        <div className="mt-1 space-y-1 text-ink-soft">
          {/* A description quotes what is said: once is enough. */}
          {!said && <p className="line-clamp-3 break-words">{description}</p>}
          <Highlights highlights={highlights} quotable={quotable} />
        </div>
        <p className="mt-auto flex flex-wrap items-center justify-between gap-x-3 pt-1 text-ink-faint text-small">
          <span>{why}</span>
          <Link
            href={`/?like=${parseAsLikeMoment.serialize({ assetId, scene })}`}
            prefetch={false}
            aria-label={`More like this: ${name}, ${span}`}
            className="relative -mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 text-ink-soft hover:bg-hover hover:text-ink"
          >
            <ScanSearch aria-hidden className="size-3.5" />
            More like this
          </Link>
        </p>
      </div>
    </li>
  );
}
