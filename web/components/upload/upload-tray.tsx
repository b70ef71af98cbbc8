"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { currentUploads, subscribeUploads, type UploadItem, useUploads } from "#web/lib/upload/store.ts";
import { describeTransfer, summarise } from "#web/lib/upload/summary.ts";
import { dismissFinishedUploads } from "#web/lib/upload/uploader.ts";
import { UploadRow } from "./upload-row.tsx";

/** The files on their way, at the foot of every page: they go on while one looks at something else. */
export function UploadTray() {
  const uploads = useUploads();
  const [open, setOpen] = useState(true);
  const inFlight = uploads.some(isInFlight);
  useLibraryRefresh();
  useLeaveWarning(inFlight);

  if (uploads.length === 0) return null;
  const summary = summarise(uploads);
  const Chevron = open ? ChevronDown : ChevronUp;
  return (
    <section
      aria-label="Uploads"
      className="fixed inset-x-2 bottom-2 z-20 overflow-hidden rounded-lg border border-line bg-raised shadow-float sm:right-4 sm:bottom-4 sm:left-auto sm:w-96"
    >
      <div className="flex items-center gap-1 py-1.5 pr-2 pl-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-bold">{titleOf(uploads)}</h2>
          <p className="truncate text-ink-faint text-small">{describeTransfer(summary)}</p>
        </div>
        <Button
          look="quiet"
          size="icon"
          aria-expanded={open}
          aria-label={open ? "Hide the files" : "Show the files"}
          onClick={() => setOpen(!open)}
        >
          <Chevron aria-hidden />
        </Button>
        {!inFlight && (
          <Button look="quiet" size="icon" aria-label="Close" onClick={dismissFinishedUploads}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      <ProgressLine label="All uploads" percent={summary.percent} />
      {open && (
        <ul className="max-h-64 overflow-y-auto py-1">
          {uploads.map((item) => (
            <UploadRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

const isInFlight = ({ state }: UploadItem) => state !== "done" && state !== "failed";

function titleOf(uploads: readonly UploadItem[]): string {
  const left = uploads.filter(isInFlight).length;
  const failed = uploads.filter(({ state }) => state === "failed").length;
  if (left > 0) return uploads.length === 1 ? "Uploading 1 file" : `Uploading ${left} of ${uploads.length} files`;
  if (failed > 0) return failed === 1 ? "1 file could not be uploaded" : `${failed} files could not be uploaded`;
  return uploads.length === 1 ? "1 file uploaded" : `${uploads.length} files uploaded`;
}

/** Asks for the library anew when the API has got to know a file, or has got all of it. */
function useLibraryRefresh() {
  const client = useQueryClient();
  useEffect(() => {
    const knownOf = () =>
      currentUploads()
        .map(({ assetId, state }) => `${assetId} ${state === "done"}`)
        .join();
    let known = knownOf();
    return subscribeUploads(() => {
      const next = knownOf();
      if (next === known) return;
      known = next;
      // A request that is on its way is left alone: many files at once must not keep each other from an answer.
      void client.invalidateQueries({ queryKey: assetQueries.allNewest() }, { cancelRefetch: false });
    });
  }, [client]);
}

/** Has the browser ask before the page is left while files are on their way. */
function useLeaveWarning(inFlight: boolean) {
  useEffect(() => {
    if (!inFlight) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [inFlight]);
}
