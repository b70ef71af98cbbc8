"use client";

import { RotateCw, X } from "lucide-react";
import Link from "next/link";
import { Button } from "#web/components/ui/button.tsx";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { formatBytes } from "#web/lib/format.ts";
import type { UploadItem } from "#web/lib/upload/store.ts";
import { describeTransfer, summarise } from "#web/lib/upload/summary.ts";
import { cancelUpload, retryUpload } from "#web/lib/upload/uploader.ts";

export function UploadRow({ item }: { readonly item: UploadItem }) {
  const { id, file, state, assetId } = item;
  return (
    <li className="flex items-center gap-1 py-1 pr-2 pl-3">
      <div className="min-w-0 flex-1">
        <p className="truncate" title={file.name}>
          {state === "done" && assetId ? (
            <Link href={`/assets/${assetId}`} className="underline-offset-2 hover:underline">
              {file.name}
            </Link>
          ) : (
            file.name
          )}
        </p>
        <p className={state === "failed" ? "text-failed text-small" : "truncate text-ink-faint text-small"}>
          {describe(item)}
        </p>
        {state === "sending" && <ProgressLine label={file.name} percent={summarise([item]).percent} className="mt-1" />}
      </div>
      {state === "failed" && (
        <Button look="quiet" size="icon" aria-label={`Upload ${file.name} again`} onClick={() => retryUpload(id)}>
          <RotateCw aria-hidden />
        </Button>
      )}
      {(state === "waiting" || state === "sending") && (
        <Button look="quiet" size="icon" aria-label={`Stop uploading ${file.name}`} onClick={() => cancelUpload(id)}>
          <X aria-hidden />
        </Button>
      )}
    </li>
  );
}

function describe(item: UploadItem): string {
  const { state, file, sidecars, problem } = item;
  const what = [formatBytes(file.size), ...sidecars.map(({ name }) => `with ${name}`)].join(" · ");
  if (state === "waiting") return `${what} · waits for its turn`;
  if (state === "sending") return describeTransfer(summarise([item]));
  if (state === "completing") return "Putting the parts together";
  if (state === "failed") return problem ?? "It could not be sent";
  return `${what} · in the library`;
}
