import { useInfiniteQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ReadyFrame } from "#web/components/library/ready-frame.tsx";
import { ShowMore } from "#web/components/ui/show-more.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { assetQueries } from "#web/lib/queries/asset.ts";
import type { StepProps } from "./step-props.ts";

/** Takes assets of the library that are ready, one by one. */
export function AssetChoice({ draft: { assetIds }, change }: StepProps) {
  const { data, error, refetch, ...more } = useInfiniteQuery(
    assetQueries.list({ status: "ready", tag: [], collection: [] }),
  );
  if (error) return <Unread {...{ error, refetch }} />;
  if (!data) return <p className="text-ink-soft">Loading the library …</p>;
  const assets = data.pages.flatMap(({ items }) => items);
  if (assets.length === 0) return <p>There is no footage that is ready. Drop some anywhere on this page.</p>;

  const toggle = (assetId: string) =>
    change({
      assetIds: assetIds.includes(assetId) ? assetIds.filter((id) => id !== assetId) : [...assetIds, assetId],
    });

  return (
    <fieldset>
      <legend className="mb-2 text-ink-soft">
        {assetIds.length === 1 ? "1 asset chosen" : `${assetIds.length} assets chosen`}
      </legend>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-3 gap-y-4">
        {assets.map((asset) => (
          <li key={asset.assetId}>
            <label className="block cursor-pointer rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-focus">
              <span
                className={clsx(
                  "block rounded-sm",
                  assetIds.includes(asset.assetId) && "outline-3 outline-accent outline-offset-2",
                )}
              >
                <ReadyFrame asset={asset} />
              </span>
              <span className="mt-1.5 flex items-center gap-2">
                <input
                  type="checkbox"
                  checked={assetIds.includes(asset.assetId)}
                  onChange={() => toggle(asset.assetId)}
                  className="size-3.5 shrink-0 accent-ink"
                />
                <span className="truncate" title={asset.name}>
                  {asset.name}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <ShowMore {...more} />
    </fieldset>
  );
}
