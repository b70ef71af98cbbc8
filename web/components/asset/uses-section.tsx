"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import Link from "next/link";
import { Section } from "#web/components/ui/section.tsx";
import { ShowMore } from "#web/components/ui/show-more.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { UseRow } from "./use-row.tsx";

interface Props {
  readonly asset: Asset;
  readonly video: HTMLVideoElement | null;
}

/** Where the asset is used: the cuts that show it, with the moments that they took, and the collections that it is in. */
export function UsesSection({ asset: { assetId, collections = [] }, video }: Props) {
  const { data, error, refetch, ...more } = useInfiniteQuery(assetQueries.uses(assetId));
  const uses = data?.pages.flatMap(({ items }) => items);
  return (
    <Section title="Where it is used">
      {error && <Unread {...{ error, refetch }} />}
      {!uses && !error && (
        <div role="status" aria-label="Loading the cuts" className="breathe h-14 rounded-sm bg-hover" />
      )}
      {uses?.length === 0 && <p className="text-ink-soft">No cut shows it.</p>}
      {uses && uses.length > 0 && (
        <ul aria-label="Cuts">
          {uses.map((use) => (
            <UseRow key={use.cut.cutId} use={use} video={video} />
          ))}
        </ul>
      )}
      <ShowMore {...more} />
      {collections.length > 0 && (
        <p className="mt-2 text-ink-soft">
          In {collections.length === 1 ? "the collection" : "the collections"}{" "}
          {collections.map((collection, index) => (
            <span key={collection}>
              {index > 0 && ", "}
              <Link
                href={`/?${new URLSearchParams({ collection })}`}
                prefetch={false}
                className="text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
              >
                {collection}
              </Link>
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}
