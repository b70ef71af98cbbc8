"use client";

import { Trash2 } from "lucide-react";
import { type ReactElement, useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { DialogFrame } from "#web/components/ui/dialog-frame.tsx";
import { type CutsWith, cutsTold, cutsWith } from "#web/lib/cut/cuts-with.ts";

interface Props {
  readonly assets: readonly { readonly assetId: string; readonly name: string }[];
  readonly trigger: ReactElement;
  /** Deletes them. */
  readonly onDelete: () => void;
}

/** Deletes at once, which can be taken back; what cuts show, once it is said how many of them do. */
export function DeleteButton({ assets, trigger, onDelete }: Props) {
  const [uses, setUses] = useState<CutsWith>();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();

  async function ask() {
    if (asking) return;
    setAsking(true);
    setError(undefined);
    try {
      const found = await cutsWith(assets.map(({ assetId }) => assetId));
      if (cutsTold(found)) setUses(found);
      else onDelete();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setAsking(false);
    }
  }

  const [first] = assets;
  return (
    <>
      <DialogFrame
        trigger={trigger}
        open={uses !== undefined}
        onOpenChange={(open) => (open ? void ask() : setUses(undefined))}
        title={assets.length === 1 ? `Delete ${first?.name}?` : `Delete ${assets.length} assets?`}
        description={uses ? consequence(uses, assets.length) : ""}
        action={
          <Button
            look="primary"
            onClick={() => {
              setUses(undefined);
              onDelete();
            }}
          >
            <Trash2 aria-hidden />
            Delete
          </Button>
        }
      >
        {uses && <Titles {...uses} />}
      </DialogFrame>
      {error && (
        <p role="alert" className="basis-full text-failed">
          It was not deleted: {error}
        </p>
      )}
    </>
  );
}

function consequence(found: CutsWith, chosen: number): string {
  const { assets: used } = found;
  const what = chosen === 1 ? "It is" : used === chosen ? "They are" : `${used} of them ${used === 1 ? "is" : "are"}`;
  const these = found.titles.length === 1 && !found.more ? "this cut" : "these cuts";
  return `${what} used in ${cutsTold(found)}. What is rendered stays, but ${these} cannot be rendered again while the footage is in the trash.`;
}

/** So many cuts are named. */
const MOST_NAMED = 5;

function Titles({ titles, more }: CutsWith) {
  const left = titles.length - MOST_NAMED;
  return (
    <ul className="mt-2 list-disc pl-5">
      {titles.slice(0, MOST_NAMED).map((title, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cuts may have the same title, and the list stays as it is.
        <li key={index} className="break-words">
          {title}
        </li>
      ))}
      {(left > 0 || more) && <li>{left > 0 ? `and ${left}${more ? " and more" : " more"}` : "and more"}</li>}
    </ul>
  );
}
