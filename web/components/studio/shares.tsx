import { useMutation, useQuery } from "@tanstack/react-query";
import type { Cut } from "@videoflow/client/schema";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { Unread } from "#web/components/ui/unread.tsx";
import { formatMoment } from "#web/lib/format.ts";
import { cutMutations } from "#web/lib/mutations/cut.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { Address, StreamAddresses } from "./stream-addresses.tsx";

const LIVES = [
  [24, "a day"],
  [72, "three days"],
  [24 * 7, "a week"],
  [24 * 30, "a month"],
] as const;

/** Links by which people without an account see the finished cut until they expire. */
export function Shares({ cut: { cutId, deliverables } }: { readonly cut: Cut }) {
  const [hours, setHours] = useState<number>(72);
  const { data, error, refetch } = useQuery(cutQueries.shares(cutId));
  const share = useMutation(cutMutations.share(cutId));
  const revoke = useMutation(cutMutations.revoke(cutId));
  const problem = share.error ?? revoke.error;
  const token = share.data?.token;
  const hasVideo = deliverables.some(({ kind }) => kind === "video");

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
      {token && (
        <>
          <Address of="the link" url={new URL(`/share/${token}`, window.location.origin).href} />
          <p className="text-ink-soft text-small">It is shown this once.</p>
          <StreamAddresses streams={streamsOf(deliverables, token)} />
        </>
      )}
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

/** What the link will say of streams, once it is opened. */
const streamsOf = (deliverables: Cut["deliverables"], token: string) =>
  deliverables.flatMap(({ kind, variant, name }) =>
    kind === "hls" && variant ? [{ variant, path: `/shares/${token}/streams/${name}` }] : [],
  );
