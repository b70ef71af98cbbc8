import Link from "next/link";
import type { ReactNode } from "react";
import type { Choosing } from "#web/lib/use-choosing.ts";

interface Props {
  readonly assetId: string;
  readonly choosing: Choosing;
  readonly className: string;
  readonly children: ReactNode;
}

/** Leads to an asset. Clicked with a key held down it chooses, as does X while it has the focus. */
export function AssetLink({ assetId, choosing, className, children }: Props) {
  return (
    <Link
      href={`/assets/${assetId}`}
      prefetch={false}
      data-card={assetId}
      aria-keyshortcuts="x"
      onClick={(event) => choosing.click(event, assetId)}
      className={className}
    >
      {children}
    </Link>
  );
}
