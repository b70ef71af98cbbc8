"use client";

import { useEffect, useState } from "react";
import { droppedFolders } from "#web/lib/upload/dropped-files.ts";
import { startUpload } from "#web/lib/upload/start.ts";

/** While something is held over a page, it is told so at least this often: every 350 ms, give or take 200. */
const STILL_OVER_MS = 700;

/** Takes files and folders that are dropped anywhere on the page. */
export function DropZone() {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let gone: ReturnType<typeof setTimeout>;
    const leave = () => {
      clearTimeout(gone);
      setOver(false);
    };
    const on = (type: "dragenter" | "dragover" | "drop", handle: (event: DragEvent) => void) =>
      addEventListener(type, (event) => event.dataTransfer?.types.includes("Files") && handle(event), { signal });

    // That it is left cannot be counted by what enters and leaves: a card that goes from the list meanwhile leaves without a word.
    const hold = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
      clearTimeout(gone);
      gone = setTimeout(leave, STILL_OVER_MS);
    };
    // What has just come under the mouse, as a list changes, is entered and no more: who does not agree to that refuses what is dropped then.
    on("dragenter", hold);
    on("dragover", hold);
    on("drop", async (event) => {
      event.preventDefault();
      leave();
      if (!event.dataTransfer) return;
      for (const files of await droppedFolders(event.dataTransfer)) void startUpload(files);
    });
    return () => {
      controller.abort();
      clearTimeout(gone);
    };
  }, []);

  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-30 grid place-items-center bg-ground/95 p-4">
      <CropMarks />
      <p className="text-center">
        <span className="block font-bold text-title tracking-tight">Drop to upload</span>
        <span className="text-ink-soft">Files and folders. The originals are kept as they are.</span>
      </p>
    </div>
  );
}

/** The corners of a frame, as a grease pencil marks them. */
function CropMarks() {
  return (
    <div aria-hidden className="absolute inset-4">
      <i className="absolute top-0 left-0 size-10 border-accent border-t-4 border-l-4" />
      <i className="absolute top-0 right-0 size-10 border-accent border-t-4 border-r-4" />
      <i className="absolute bottom-0 left-0 size-10 border-accent border-b-4 border-l-4" />
      <i className="absolute right-0 bottom-0 size-10 border-accent border-r-4 border-b-4" />
    </div>
  );
}
