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
  const isEmpty = useUploads((items) => items.length === 0);
  useLibraryRefresh();
  useWarmUp(() => import("#web/lib/upload/uploader.ts"));
  useLeaveWarning(useUploads((items) => items.some(isInFlight)));
  const unstarted = useUnstarted();
  if (unstarted) return <UnstartedNotice unstarted={unstarted} />;
  return !isEmpty && <UploadPanel />;
}

/** Of hundreds of files one is known or complete at any moment: the library is not asked for with each. */
const REFRESHED_EVERY_MS = 1000;

/** Asks for the library anew when the API has got to know a file, or has got all of it. */
function useLibraryRefresh() {
  const client = useQueryClient();
  useEffect(() => {
    const knownOf = () =>
      currentUploads()
        .map(({ assetId, state, known }) => `${assetId} ${state === "done"} ${known?.deletedAt}`)
        .join();
    let known = knownOf();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let refreshedAt = 0;
    const refresh = () => {
      timer = undefined;
      refreshedAt = performance.now();
      // A request that is on its way is left alone: it must not be kept from its answer.
      void client.invalidateQueries({ queryKey: assetQueries.allNewest() }, { cancelRefetch: false });
    };
    const unsubscribe = subscribeUploads(() => {
      const next = knownOf();
      if (next === known) return;
      known = next;
      timer ??= setTimeout(refresh, Math.max(0, refreshedAt + REFRESHED_EVERY_MS - performance.now()));
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
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
