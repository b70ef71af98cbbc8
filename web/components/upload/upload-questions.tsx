import { useRef } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { startUpload } from "#web/lib/upload/start.ts";
import type { UploadItem } from "#web/lib/upload/store.ts";
import { cancelUpload, isLost, sendAllTheSame } from "#web/lib/upload/uploader.ts";

/** What somebody has to say about several files at once: those that are there already, and those that were interrupted. */
export function UploadQuestions({ uploads }: { readonly uploads: readonly UploadItem[] }) {
  const input = useRef<HTMLInputElement>(null);
  const known = uploads.filter(({ state }) => state === "known");
  const lost = uploads.filter(isLost);
  return (
    <>
      {known.length > 1 && (
        <div className="border-line border-b px-3 py-2">
          <p>{known.length} files are in the library or in its trash already.</p>
          <div className="mt-1 flex gap-1">
            <Button size="sm" onClick={() => each(known, cancelUpload)}>
              Skip them
            </Button>
            <Button size="sm" look="quiet" onClick={() => each(known, sendAllTheSame)}>
              Send them all the same
            </Button>
          </div>
        </div>
      )}
      {lost.length > 0 && (
        <div className="border-line border-b px-3 py-2">
          <p>
            {lost.length === 1 ? "1 file was" : `${lost.length} files were`} interrupted when the page was left. Drop or
            choose the same again: what was sent is not sent twice.
          </p>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label="Files to go on with"
            onChange={({ currentTarget }) => {
              void startUpload([...(currentTarget.files ?? [])]);
              currentTarget.value = "";
            }}
          />
          <div className="mt-1 flex gap-1">
            <Button size="sm" onClick={() => input.current?.click()}>
              Choose
            </Button>
            <Button size="sm" look="quiet" onClick={() => each(lost, cancelUpload)}>
              Give up
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function each(items: readonly UploadItem[], act: (id: string) => void): void {
  for (const { id } of items) act(id);
}
