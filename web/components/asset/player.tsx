"use client";

import { useQuery } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import { MediaController, MediaErrorDialog, MediaLoadingIndicator } from "media-chrome/react";
import { type Ref, useEffect, useState } from "react";
import { derivativeOf } from "#web/lib/derivative.ts";
import { takesText } from "#web/lib/keys.ts";
import { pressKey } from "#web/lib/player-keys.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { documentQueries } from "#web/lib/queries/document.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { useObjectUrl } from "#web/lib/use-object-url.ts";
import { usePlaceInAddress } from "#web/lib/use-place-in-address.ts";
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
  useKeys(video, proxy?.frameRate);

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

const TAKES_SPACE = "button, a, summary, [role=button]";
const TAKES_ARROWS = "[role=slider], [role=tab], media-time-range, media-volume-range";
const ARROWS = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);

/** The player's keys work wherever the focus is, but for a key that the focused element has a use for itself. */
function useKeys(video: HTMLVideoElement | null, frameRate: number | undefined) {
  useEffect(() => {
    if (!video) return;
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const within = (selector: string) => target instanceof Element && target.closest(selector) !== null;
      if (takesText(target)) return;
      if (key === " " && within(TAKES_SPACE)) return;
      if (ARROWS.has(key) && within(TAKES_ARROWS)) return;
      if (pressKey(key, video, frameRate)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [video, frameRate]);
}
