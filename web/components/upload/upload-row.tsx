"use client";

import { CirclePause, CirclePlay, RotateCw, X } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { formatBytes } from "#web/lib/format.ts";
import { isInFlight, type UploadItem, useUpload } from "#web/lib/upload/store.ts";
import { describeTransfer, summarise } from "#web/lib/upload/summary.ts";
import { cancelUpload, isLost, pauseUpload, resumeUpload, retryUpload } from "#web/lib/upload/uploader.ts";
import { KnownNote } from "./known-note.tsx";

/** One of many, of which few change at a time. */
export const UploadRow = memo(function UploadRow({ id }: { readonly id: string }) {
  const item = useUpload(id);
  if (!item) return null;
  const { name, state, assetId } = item;
  const pausable = isInFlight(item) && state !== "completing";
  return (
    <div className="flex items-center gap-1 py-1 pr-2 pl-3">
      <div className="min-w-0 flex-1">
        <p className="truncate" title={name}>
          {state === "done" && assetId ? (
            <Link href={`/assets/${assetId}`} prefetch={false} className="underline-offset-2 hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        {state === "known" ? (
          <KnownNote item={item} />
        ) : (
          <p className={state === "failed" ? "text-failed text-small" : "truncate text-ink-faint text-small"}>
            {describe(item)}
          </p>
        )}
        {(state === "sending" || (state === "paused" && item.sent > 0)) && (
          <ProgressLine label={name} percent={summarise([item]).percent} className="mt-1" />
        )}
      </div>
      {state === "failed" && item.file && (
        <Button look="quiet" size="icon" aria-label={`Upload ${name} again`} onClick={() => retryUpload(id)}>
          <RotateCw aria-hidden />
        </Button>
      )}
      {pausable && (
        <Button look="quiet" size="icon" aria-label={`Pause ${name}`} onClick={() => pauseUpload(id)}>
          <CirclePause aria-hidden />
        </Button>
      )}
      {state === "paused" && !isLost(item) && (
        <Button look="quiet" size="icon" aria-label={`Go on with ${name}`} onClick={() => resumeUpload(id)}>
          <CirclePlay aria-hidden />
        </Button>
      )}
      {(pausable || state === "paused") && (
        <Button look="quiet" size="icon" aria-label={`Stop uploading ${name}`} onClick={() => cancelUpload(id)}>
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
});

function describe(item: UploadItem): string {
  const { state, bytes, sidecars, problem, stalled } = item;
  const what = [formatBytes(bytes), ...sidecars.map(({ name }) => `with ${name}`)].join(" · ");
  if (state === "failed") return problem ?? "It could not be sent";
  if (isLost(item)) return `${what} · interrupted; give it again to go on`;
  if (stalled) return `${what} · no connection; goes on by itself`;
  if (state === "waiting") return `${what} · waits for its turn`;
  if (state === "checking") return `${what} · compared with what is there`;
  if (state === "sending") return describeTransfer(summarise([item]));
  if (state === "paused") return `${describeTransfer(summarise([item]))} · paused`;
  if (state === "completing") return "Putting the parts together";
  return `${what} · in the library`;
}
