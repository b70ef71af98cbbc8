"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { useUnstarted } from "#web/lib/upload/start.ts";
import { currentUploads, isInFlight, subscribeUploads, useUploads } from "#web/lib/upload/store.ts";
import { useWarmUp } from "#web/lib/use-warm-up.ts";
import { UnstartedNotice } from "./unstarted-notice.tsx";

const UploadPanel = dynamic(() => import("./upload-panel.tsx").then(({ UploadPanel }) => UploadPanel), { ssr: false });

/** The files on their way, at the foot of every page: they go on while one looks at something else. */
export function UploadTray() {
  const uploads = useUploads();
  useLibraryRefresh();
  useWarmUp(() => import("#web/lib/upload/uploader.ts"));
  useLeaveWarning(uploads.some(isInFlight));
  const unstarted = useUnstarted();
  if (unstarted) return <UnstartedNotice unstarted={unstarted} />;
  return uploads.length > 0 && <UploadPanel uploads={uploads} />;
}

/** Asks for the library anew when the API has got to know a file, or has got all of it. */
function useLibraryRefresh() {
  const client = useQueryClient();
  useEffect(() => {
    const knownOf = () =>
      currentUploads()
        .map(({ assetId, state, known }) => `${assetId} ${state === "done"} ${known?.deletedAt}`)
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
