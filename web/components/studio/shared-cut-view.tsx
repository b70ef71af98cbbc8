"use client";

import type { SharedCut } from "@videoflow/client/schema";
import { Download } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "#web/components/ui/button.tsx";
import { FORMATS } from "#web/lib/cut/draft.ts";
import { formatElapsed, formatMoment } from "#web/lib/format.ts";
import { FormatChoice } from "./format-choice.tsx";
import { StreamAddresses } from "./stream-addresses.tsx";

/** A finished cut as whoever has its link sees it. */
export function SharedCutView({
  cut: { title, durationMs, expiresOn, posterUrl, videos, streams },
}: {
  readonly cut: SharedCut;
}) {
  const [format, setFormat] = useState(videos[0]?.variant ?? "landscape");
  const video = videos.find(({ variant }) => variant === format);
  return (
    <article className="mx-auto max-w-4xl px-4 pb-24 sm:px-6">
      <h1 className="break-words pt-4 font-bold text-title tracking-tight">{title}</h1>
      <p className="mb-4 text-ink-soft" suppressHydrationWarning>
        {formatElapsed(durationMs)}. This link is good until {formatMoment(expiresOn)}.
      </p>
      {videos.length > 1 && (
        <FormatChoice formats={videos.map(({ variant }) => variant)} format={format} onChoose={setFormat} />
      )}
      {video ? (
        <>
          <video
            key={format}
            controls
            playsInline
            preload="metadata"
            src={video.url}
            {...(posterUrl && { poster: posterUrl })}
            aria-label={`${title}, ${FORMATS[format].title.toLowerCase()}`}
            className="max-h-[75dvh] w-full rounded-md bg-stage"
          />
          <p className="mt-3">
            <a href={video.downloadUrl} download className={buttonClass()}>
              <Download aria-hidden />
              Download
            </a>
          </p>
        </>
      ) : (
        <p>It is not rendered yet. Come back to this link later.</p>
      )}
      <StreamAddresses streams={streams} />
    </article>
  );
}
