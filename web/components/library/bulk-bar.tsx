"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { AssetSummary } from "@videoflow/client/schema";
import { Download, RotateCw, Trash2, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { DeleteButton } from "#web/components/trash/delete-button.tsx";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { type BulkProgress, doWithEach } from "#web/lib/bulk.ts";
import { discard, download, label, reprocess } from "#web/lib/bulk-deeds.ts";
import { refresh, type UnderstandStep } from "#web/lib/mutations/asset.ts";
import { REPROCESSING } from "#web/lib/reprocess.ts";
import { offerUndo } from "#web/lib/trash/just-deleted.ts";
import { BulkOutcome } from "./bulk-outcome.tsx";

interface Props {
  readonly assets: readonly AssetSummary[];
  readonly onClear: () => void;
}

/** What can be done with all chosen assets at once, at the foot of the page. */
export function BulkBar({ assets, onClear }: Props) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<BulkProgress>();
  const busy = progress !== undefined && progress.done < progress.total;

  async function doAll(act: (asset: AssetSummary) => Promise<unknown>) {
    await doWithEach(assets, act, setProgress);
    await refresh(client);
  }

  /** What is in the trash is chosen no more; what could not be deleted stays, with the reason. */
  async function deleteAll() {
    const deleted: AssetSummary[] = [];
    await doAll(async (asset) => {
      await discard(asset);
      deleted.push(asset);
    });
    offerUndo(deleted);
  }

  const fieldOf = (event: FormEvent<HTMLFormElement>, name: string) => {
    event.preventDefault();
    return String(new FormData(event.currentTarget).get(name)).trim();
  };

  return (
    <section
      aria-label="Selected assets"
      className="fixed inset-x-2 bottom-2 z-20 mx-auto w-fit max-w-[min(72rem,calc(100vw-1rem))] rounded-lg border border-line bg-raised p-2 shadow-float sm:bottom-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <Button look="quiet" size="icon" aria-label="Clear the selection" title="Clear the selection" onClick={onClear}>
          <X aria-hidden />
        </Button>
        <p role="status" className="mr-1.5 font-bold">
          {assets.length} selected
        </p>
        <form
          onSubmit={(event) => {
            const name = fieldOf(event, "name");
            const kind = new FormData(event.currentTarget).get("kind") === "collections" ? "collections" : "tags";
            if (name !== "") void doAll((asset) => label(asset, kind, name));
            event.currentTarget.reset();
          }}
          className="flex items-center gap-1"
        >
          <input
            name="name"
            required
            maxLength={64}
            autoComplete="off"
            aria-label="Tag or collection to add"
            placeholder="Name"
            className={`${fieldClass} w-28`}
          />
          <select name="kind" aria-label="What to add it as" className={fieldClass}>
            <option value="tags">as a tag</option>
            <option value="collections">as a collection</option>
          </select>
          <Button type="submit" disabled={busy}>
            Add
          </Button>
        </form>
        <form
          onSubmit={(event) => {
            const from = fieldOf(event, "from") as UnderstandStep;
            void doAll((asset) => reprocess(asset, from));
          }}
          className="flex items-center gap-1"
        >
          <select name="from" aria-label="What to make again" className={`${fieldClass} max-w-40`}>
            {REPROCESSING.map(({ from, title }) => (
              <option key={from} value={from}>
                {title}
              </option>
            ))}
          </select>
          <Button type="submit" disabled={busy}>
            <RotateCw aria-hidden />
            Reprocess
          </Button>
        </form>
        <Button disabled={busy} onClick={() => void doAll(download)}>
          <Download aria-hidden />
          Originals
        </Button>
        <DeleteButton
          assets={assets}
          onDelete={() => void deleteAll()}
          trigger={
            <Button disabled={busy}>
              <Trash2 aria-hidden />
              Delete
            </Button>
          }
        />
      </div>
      {progress && <BulkOutcome progress={progress} />}
    </section>
  );
}
