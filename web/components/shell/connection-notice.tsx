"use client";

import { useSyncExternalStore } from "react";
import { isReachable, subscribeReachable } from "#web/lib/connection.ts";

/** Says that what is shown may be old, and that nobody has to do anything about it but bring the API back. */
export function ConnectionNotice() {
  const reachable = useSyncExternalStore(subscribeReachable, isReachable, () => true);
  return (
    <div role="status">
      {!reachable && (
        <p className="border-line border-b bg-surface px-4 py-2 sm:px-6">
          <strong className="text-rejected">No connection to the API.</strong>{" "}
          <span className="text-ink-soft">
            This page shows what was loaded last and tries again by itself. Uploads wait and go on. Is{" "}
            <code className="font-mono">npm start</code> still running?
          </span>
        </p>
      )}
    </div>
  );
}
