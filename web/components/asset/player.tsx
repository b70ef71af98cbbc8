"use client";

import { useQuery } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import { MediaController, MediaErrorDialog, MediaLoadingIndicator } from "media-chrome/react";
import { type Ref, useState } from "react";
import { derivativeOf } from "#web/lib/derivative.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { documentQueries } from "#web/lib/queries/document.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { useObjectUrl } from "#web/lib/use-object-url.ts";
import { usePlaceInAddress } from "#web/lib/use-place-in-address.ts";
import { usePlayerKeys } from "#web/lib/use-player-keys.ts";
import { PlayerControls } from "./player-controls.tsx";

interface Props {
  readonly asset: Asset;
  /** Gets the video element, for what else on the page follows it. */
  readonly ref: (video: HTMLVideoElement | null) => void;
}

/** Plays the proxy; of sound alone, the clean audio. */
export function Player({ asset, ref }: Props) {
  const { assetId, derivatives, posterUrl, name } = asset;
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const proxy = derivativeOf(derivatives, "proxy");
  const source = proxy ?? derivativeOf(derivatives, "audio");
  const hasStoryboard = derivativeOf(derivatives, "storyboard") !== undefined;
  const { data: webVtt } = useQuery({ ...assetQueries.storyboard(assetId), enabled: hasStoryboard });
  const thumbnails = useObjectUrl(webVtt, "text/vtt");
  const { data: said } = useQuery(documentQueries.captions(derivatives));
  const captions = useObjectUrl(said, "text/vtt");
  const language = derivativeOf(derivatives, "captions")?.language;
  usePlaceInAddress(video);
  usePlayerKeys(video, proxy?.frameRate);

  const attach: Ref<HTMLVideoElement> = (element) => {
    setVideo(element);
    ref(element);
  };

  if (!source?.url) return null;
  return (
    <MediaController
      noHotkeys
      className="w-full overflow-hidden rounded-md"
      style={
        proxy
          ? { aspectRatio: `${proxy.width} / ${proxy.height}`, maxHeight: "max(15rem, min(72dvh, 100dvh - 23rem))" }
          : { height: "5rem" }
      }
    >
      <video
        slot="media"
        className="size-full object-contain"
        ref={attach}
        src={steadyUrl(source.url)}
        {...(posterUrl && { poster: steadyUrl(posterUrl) })}
        preload="metadata"
        playsInline
        aria-label={name}
      >
        {thumbnails && <track default kind="metadata" label="thumbnails" src={thumbnails} />}
        {captions && (
          <track kind="captions" label="Captions" src={captions} {...(language !== "und" && { srcLang: language })} />
        )}
      </video>
      <MediaLoadingIndicator slot="centered-chrome" noAutohide />
      <MediaErrorDialog slot="dialog" />
      <PlayerControls
        video={video}
        frameRate={proxy?.frameRate}
        durationMs={source.durationMs}
        captions={captions !== undefined}
      />
    </MediaController>
  );
}
