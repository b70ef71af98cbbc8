import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { CopyButton } from "#web/components/ui/copy-button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { Unread } from "#web/components/ui/unread.tsx";
import { formatMoment } from "#web/lib/format.ts";
import { cutMutations } from "#web/lib/mutations/cut.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";

const LIVES = [
  [24, "a day"],
  [72, "three days"],
  [24 * 7, "a week"],
  [24 * 30, "a month"],
] as const;

/** Links by which people without an account see the finished cut until they expire. */
export function Shares({ cutId, hasVideo }: { readonly cutId: string; readonly hasVideo: boolean }) {
  const [hours, setHours] = useState<number>(72);
  const { data, error, refetch } = useQuery(cutQueries.shares(cutId));
  const share = useMutation(cutMutations.share(cutId));
  const revoke = useMutation(cutMutations.revoke(cutId));
  const problem = share.error ?? revoke.error;
  const link = share.data && new URL(`/share/${share.data.token}`, window.location.origin).href;

  return (
    <div>
      <h3 className="mb-1 font-bold">Share</h3>
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-2">
          Good for
          <select value={hours} onChange={({ target }) => setHours(Number(target.value))} className={fieldClass}>
            {LIVES.map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <Button disabled={!hasVideo || share.isPending} onClick={() => share.mutate(hours)}>
          Make a link
        </Button>
      </div>
      {!hasVideo && <p className="mt-1 text-ink-soft">There is nothing to be seen by it yet.</p>}
      {link && (
        <p className="mt-2 flex items-center gap-1 rounded-md bg-ground py-1 pr-1 pl-2">
          <a href={link} className="min-w-0 flex-1 truncate font-mono text-small">
            {link}
          </a>
          <CopyButton text={link} label="Copy the link" />
        </p>
      )}
      {link && <p className="text-ink-soft text-small">It is shown this once.</p>}
      {problem && (
        <p role="alert" className="mt-1 text-failed">
          {problem.message}
        </p>
      )}
      {error && <Unread {...{ error, refetch }} />}
      <ul className="mt-2">
        {data?.items.map(({ shareId, expiresOn, createdBy }) => (
          <li key={shareId} className="flex items-center justify-between gap-2 border-line border-t py-1">
            <span className="min-w-0 truncate">
              until {formatMoment(expiresOn)} <span className="text-ink-faint">{createdBy}</span>
            </span>
            <Button
              look="quiet"
              size="sm"
              aria-label={`Revoke the link until ${formatMoment(expiresOn)}`}
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(shareId)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
