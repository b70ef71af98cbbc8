"use client";

import { useEffect, useRef, useState } from "react";
import { droppedFolders } from "#web/lib/upload/dropped-files.ts";
import { startUpload } from "#web/lib/upload/start.ts";

/** Takes files and folders that are dropped anywhere on the page. */
export function DropZone() {
  const [over, setOver] = useState(false);
  // Each element that is crossed enters before the last one leaves: the page is left when all have been.
  const depth = useRef(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const on = (type: "dragenter" | "dragover" | "dragleave" | "drop", handle: (event: DragEvent) => void) =>
      addEventListener(type, (event) => event.dataTransfer?.types.includes("Files") && handle(event), { signal });

    on("dragenter", () => setOver(++depth.current > 0));
    on("dragleave", () => setOver(--depth.current > 0));
    on("dragover", (event) => event.preventDefault());
    on("drop", async (event) => {
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      if (!event.dataTransfer) return;
      for (const files of await droppedFolders(event.dataTransfer)) void startUpload(files);
    });
    return () => controller.abort();
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
