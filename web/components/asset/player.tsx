"use client";

import { useQuery } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import { MediaController, MediaErrorDialog, MediaLoadingIndicator } from "media-chrome/react";
import { type Ref, useEffect, useState } from "react";
import { derivativeOf } from "#web/lib/derivative.ts";
import { pressKey } from "#web/lib/player-keys.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";
import { useObjectUrl } from "#web/lib/use-object-url.ts";
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
  const frameRate = proxy?.frameRate ?? 25;
  useKeys(video, frameRate);

  const attach: Ref<HTMLVideoElement> = (element) => {
    setVideo(element);
    ref(element);
  };

  if (!source?.url) return null;
  return (
    <MediaController
      noHotkeys
      className="w-full overflow-hidden rounded-md"
      style={proxy ? { aspectRatio: `${proxy.width} / ${proxy.height}`, maxHeight: "72vh" } : { height: "9rem" }}
    >
      <video
        slot="media"
        ref={attach}
        src={steadyUrl(source.url)}
        {...(posterUrl && { poster: steadyUrl(posterUrl) })}
        preload="metadata"
        playsInline
        aria-label={name}
      >
        {thumbnails && <track default kind="metadata" label="thumbnails" src={thumbnails} />}
      </video>
      <MediaLoadingIndicator slot="centered-chrome" noAutohide />
      <MediaErrorDialog slot="dialog" />
      <PlayerControls video={video} frameRate={frameRate} durationMs={source.durationMs} />
    </MediaController>
  );
}

const TAKES_KEYS = "input, textarea, select, button, a, summary, [role=button], [role=slider], [contenteditable]";

/** The player's keys work wherever the focus is, but on what takes keys itself. */
function useKeys(video: HTMLVideoElement | null, frameRate: number) {
  useEffect(() => {
    if (!video) return;
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const taken = target instanceof Element && target.closest(TAKES_KEYS) !== null;
      if (taken && (key === " " || key.startsWith("Arrow") || key === "Home" || key === "End")) return;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      if (pressKey(key, video, frameRate)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [video, frameRate]);
}
