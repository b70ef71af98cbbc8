"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { assetMutations } from "#web/lib/mutations/asset.ts";
import { type JustDeleted, offerUndo, useJustDeleted } from "#web/lib/trash/just-deleted.ts";

/** Long enough to read it and to think again; while the pointer or the focus is on it, it stays. */
const SHOWN_MS = 15_000;

/** Says what was just deleted, on whatever page, and takes it back. */
export function UndoNotice() {
  const deleted = useJustDeleted();
  return (
    <div role="status" className="fixed inset-x-2 bottom-2 z-20 sm:right-auto sm:bottom-4 sm:left-4 sm:max-w-md">
      {deleted.length > 0 && <Offer key={deleted.map(({ assetId }) => assetId).join()} deleted={deleted} />}
    </div>
  );
}

/** Each deletion has one of its own: what became of the one before is of no account. */
function Offer({ deleted }: { readonly deleted: JustDeleted }) {
  const [held, setHeld] = useState(false);
  const { mutate, error, isPending } = useMutation(assetMutations.restore(useQueryClient()));

  useEffect(() => {
    if (held || isPending || error) return;
    const timer = setTimeout(() => offerUndo([]), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, isPending, error]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only learns whether somebody is busy with it.
    <div
      className="flex items-center gap-2 rounded-lg border border-line bg-raised py-1.5 pr-2 pl-3 shadow-float"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className="min-w-0 flex-1 truncate">
        {error ? (
          <span className="text-failed">{error.message}</span>
        ) : (
          <>
            {deleted.length === 1 ? deleted[0]?.name : `${deleted.length} assets`}
            {deleted.length === 1 ? " is in the " : " are in the "}
            <Link href="/trash" prefetch={false} className="underline underline-offset-2">
              trash
            </Link>
          </>
        )}
      </p>
      <Button size="sm" disabled={isPending} onClick={() => mutate(deleted, { onSuccess: () => offerUndo([]) })}>
        <Undo2 aria-hidden />
        Undo
      </Button>
      <Button look="quiet" size="iconSm" aria-label="Close" onClick={() => offerUndo([])}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
