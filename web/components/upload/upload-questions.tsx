import { useRef } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { startUpload } from "#web/lib/upload/start.ts";
import { currentUploads, type UploadItem, useUploads } from "#web/lib/upload/store.ts";
import { cancelUpload, isLost, sendAllTheSame } from "#web/lib/upload/uploader.ts";

/** What somebody has to say about several files at once: those that are there already, and those that were interrupted. */
export function UploadQuestions() {
  const input = useRef<HTMLInputElement>(null);
  const known = useUploads((items) => items.filter(isKnown).length);
  const lost = useUploads((items) => items.filter(isLost).length);
  return (
    <>
      {known > 1 && (
        <div className="border-line border-b px-3 py-2">
          <p>{known} files are in the library or in its trash already.</p>
          <div className="mt-1 flex gap-1">
            <Button size="sm" onClick={() => each(isKnown, cancelUpload)}>
              Skip them
            </Button>
            <Button size="sm" look="quiet" onClick={() => each(isKnown, sendAllTheSame)}>
              Send them all the same
            </Button>
          </div>
        </div>
      )}
      {lost > 0 && (
        <div className="border-line border-b px-3 py-2">
          <p>
            {lost === 1 ? "1 file was" : `${lost} files were`} interrupted when the page was left. Drop or choose the
            same again: what was sent is not sent twice.
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
            <Button size="sm" look="quiet" onClick={() => each(isLost, cancelUpload)}>
              Give up
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

const isKnown = ({ state }: UploadItem): boolean => state === "known";

function each(meant: (item: UploadItem) => boolean, act: (id: string) => void): void {
  for (const { id } of currentUploads().filter(meant)) act(id);
}
