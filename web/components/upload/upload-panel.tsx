"use client";

import { ChevronDown, ChevronUp, CirclePause, CirclePlay, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { isInFlight, type UploadItem, useUploads } from "#web/lib/upload/store.ts";
import { describeTransfer, summarise } from "#web/lib/upload/summary.ts";
import { dismissFinishedUploads, isLost, pauseAll, resumeAll } from "#web/lib/upload/uploader.ts";
import { UploadList } from "./upload-list.tsx";
import { UploadQuestions } from "./upload-questions.tsx";

/** Files on their way, with how far they are. Each part of it is told only of what it shows. */
export function UploadPanel() {
  const [open, setOpen] = useState(true);
  const inFlight = useUploads((items) => items.some(isInFlight));
  const paused = useUploads((items) => items.some(isPaused));
  const resumable = useUploads((items) => items.some((item) => isPaused(item) && !isLost(item)));
  const Chevron = open ? ChevronDown : ChevronUp;
  return (
    <section
      aria-label="Uploads"
      className="fixed inset-x-2 bottom-2 z-20 overflow-hidden rounded-lg border border-line bg-raised shadow-float sm:right-4 sm:bottom-4 sm:left-auto sm:w-96"
    >
      <div className="flex items-center gap-1 py-1.5 pr-2 pl-3">
        <div className="min-w-0 flex-1">
          <Title />
          <Transfer />
        </div>
        {inFlight && (
          <Button look="quiet" size="icon" aria-label="Pause all" onClick={pauseAll}>
            <CirclePause aria-hidden />
          </Button>
        )}
        {resumable && (
          <Button look="quiet" size="icon" aria-label="Go on with all" onClick={resumeAll}>
            <CirclePlay aria-hidden />
          </Button>
        )}
        <Button
          look="quiet"
          size="icon"
          aria-expanded={open}
          aria-label={open ? "Hide the files" : "Show the files"}
          onClick={() => setOpen(!open)}
        >
          <Chevron aria-hidden />
        </Button>
        {!inFlight && !paused && (
          <Button look="quiet" size="icon" aria-label="Close" onClick={dismissFinishedUploads}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      <Progress />
      {open && (
        <>
          <UploadQuestions />
          <UploadList />
        </>
      )}
    </section>
  );
}

const isPaused = ({ state }: UploadItem): boolean => state === "paused";

function Title() {
  return <h2 className="font-bold">{useUploads(titleOf)}</h2>;
}

function Transfer() {
  const text = useUploads((items) => describeTransfer(summarise(items)));
  return <p className="truncate text-ink-faint text-small">{text}</p>;
}

function Progress() {
  return <ProgressLine label="All uploads" percent={useUploads((items) => summarise(items).percent)} />;
}

function titleOf(uploads: readonly UploadItem[]): string {
  const count = (state: UploadItem["state"]) => uploads.filter((item) => item.state === state).length;
  const left = uploads.filter(isInFlight).length;
  if (left > 0) return uploads.length === 1 ? "Uploading 1 file" : `Uploading ${left} of ${files(uploads.length)}`;
  if (count("paused") > 0) return `${files(count("paused"))} paused`;
  if (count("failed") > 0) return `${files(count("failed"))} could not be uploaded`;
  if (count("done") > 0) return `${files(count("done"))} uploaded`;
  return `${files(count("known"))} not sent`;
}

const files = (count: number): string => (count === 1 ? "1 file" : `${count} files`);
