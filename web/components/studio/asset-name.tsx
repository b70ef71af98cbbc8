import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatClock } from "#web/lib/format.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";

/** The footage's name, leading to a place in it. Its id until the name is known, or when it is there no more. */
export function AssetName({ assetId, atMs }: { readonly assetId: string; readonly atMs: number }) {
  const { data } = useQuery({ ...assetQueries.detail(assetId), refetchInterval: false });
  return (
    <Link
      href={`/assets/${assetId}?t=${Math.round(atMs)}`}
      prefetch={false}
      className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {data?.name ?? assetId}, {formatClock(atMs)}
    </Link>
  );
}
