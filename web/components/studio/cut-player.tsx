"use client";

import type { Cut } from "@videoflow/client/schema";
import { fpsOf, msOf } from "@videoflow/core/cut/frame-rate";
import { MediaController, MediaErrorDialog, MediaLoadingIndicator } from "media-chrome/react";
import { type Ref, useState } from "react";
import { PlayerControls } from "#web/components/asset/player-controls.tsx";
import { FORMATS, type FormatName } from "#web/lib/cut/draft.ts";
import { videoOf } from "#web/lib/cut/lanes.ts";
import type { Spec } from "#web/lib/cut/spec.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { usePlayerKeys } from "#web/lib/use-player-keys.ts";

interface Props {
  readonly cut: Cut;
  readonly spec: Spec;
  readonly format: FormatName;
  /** Gets the video element, for what else on the page follows it. */
  readonly ref: (video: HTMLVideoElement | null) => void;
}

/** Plays a format of the cut as it was rendered last; until then, says that there is nothing to play. */
export function CutPlayer({ cut, spec, format, ref }: Props) {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const rendered = videoOf(cut, format);
  const poster = cut.deliverables.find(({ kind, variant }) => kind === "thumbnail" && (variant ?? format) === format);
  const size = spec.variants.find(({ name }) => name === format);
  const frameRate = fpsOf(spec.frameRate);
  usePlayerKeys(video, frameRate);

  const attach: Ref<HTMLVideoElement> = (element) => {
    setVideo(element);
    ref(element);
  };

  if (!rendered) {
    return (
      <p className="flex aspect-video max-h-64 w-full items-center justify-center rounded-md bg-stage px-4 text-center text-on-picture">
        {FORMATS[format].title} is not rendered yet.
      </p>
    );
  }
  const isOld = rendered.revision !== cut.revision;
  return (
    <>
      <MediaController
        noHotkeys
        className="w-full overflow-hidden rounded-md"
        style={{
          aspectRatio: size ? `${size.width} / ${size.height}` : "16 / 9",
          maxHeight: "max(15rem, min(66dvh, 100dvh - 23rem))",
        }}
      >
        <video
          slot="media"
          className="size-full object-contain"
          ref={attach}
          src={steadyUrl(rendered.url)}
          {...(poster && { poster: steadyUrl(poster.url) })}
          preload="metadata"
          playsInline
          aria-label={`${cut.title}, ${FORMATS[format].title.toLowerCase()}`}
        />
        <MediaLoadingIndicator slot="centered-chrome" noAutohide />
        <MediaErrorDialog slot="dialog" />
        <PlayerControls
          video={video}
          frameRate={frameRate}
          durationMs={rendered.measured?.durationMs ?? msOf(spec.frames, spec.frameRate)}
          captions={false}
        />
      </MediaController>
      {isOld && (
        <p role="status" className="mt-1 text-rejected">
          This is version {rendered.revision}; version {cut.revision} is not rendered yet.
        </p>
      )}
    </>
  );
}
