"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AssetSummary } from "@videoflow/client/schema";
import { Undo2 } from "lucide-react";
import Link from "next/link";
import { Age } from "#web/components/ui/age.tsx";
import { Button } from "#web/components/ui/button.tsx";
import { formatBytes, formatClock } from "#web/lib/format.ts";
import { assetMutations } from "#web/lib/mutations/asset.ts";
import { PurgeButton } from "./purge-button.tsx";

interface Props {
  readonly asset: AssetSummary;
  /** Only admins delete for good. */
  readonly mayPurge: boolean;
}

export function TrashRow({ asset, mayPurge }: Props) {
  const { assetId, name, bytes, durationMs, deletedAt } = asset;
  const { mutate, error, isPending } = useMutation(assetMutations.restore(useQueryClient()));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2">
      <div className="min-w-48 flex-1">
        <p className="truncate">
          <Link href={`/assets/${assetId}`} prefetch={false} className="underline-offset-2 hover:underline">
            {name}
          </Link>
        </p>
        <p className="flex gap-x-4 text-ink-faint text-small">
          {deletedAt && (
            <span>
              deleted <Age at={deletedAt} />
            </span>
          )}
          {durationMs !== undefined && <span>{formatClock(durationMs)}</span>}
          <span>{formatBytes(bytes)}</span>
        </p>
      </div>
      <Button size="sm" disabled={isPending} aria-label={`Restore ${name}`} onClick={() => mutate([asset])}>
        <Undo2 aria-hidden />
        Restore
      </Button>
      {mayPurge && <PurgeButton asset={asset} />}
      {error && (
        <p role="alert" className="basis-full text-failed">
          {error.message}
        </p>
      )}
    </li>
  );
}
