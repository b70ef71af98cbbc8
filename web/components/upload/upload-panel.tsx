"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { isInFlight, type UploadItem } from "#web/lib/upload/store.ts";
import { describeTransfer, summarise } from "#web/lib/upload/summary.ts";
import { dismissFinishedUploads } from "#web/lib/upload/uploader.ts";
import { UploadRow } from "./upload-row.tsx";

/** Files on their way, with how far they are. */
export function UploadPanel({ uploads }: { readonly uploads: readonly UploadItem[] }) {
  const [open, setOpen] = useState(true);
  const inFlight = uploads.some(isInFlight);
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

function titleOf(uploads: readonly UploadItem[]): string {
  const left = uploads.filter(isInFlight).length;
  const failed = uploads.filter(({ state }) => state === "failed").length;
  if (left > 0) return uploads.length === 1 ? "Uploading 1 file" : `Uploading ${left} of ${uploads.length} files`;
  if (failed > 0) return failed === 1 ? "1 file could not be uploaded" : `${failed} files could not be uploaded`;
  return uploads.length === 1 ? "1 file uploaded" : `${uploads.length} files uploaded`;
}
