import { type ReactNode, useState } from "react";
import type { LibraryLook } from "#web/lib/library-params.ts";
import { CardOutline } from "./card-outline.tsx";

interface Props {
  /** Whether the list is scrolled so fast that nobody sees more of this than that it was there. */
  readonly rushing: boolean;
  readonly look: LibraryLook;
  readonly children: ReactNode;
}

/**
 * What comes into the document while the list rushes by is an outline, until it is calm: a picture would be fetched and decoded for a
 * fraction of a second, and the frames of that second would be late. What was whole once stays so.
 */
export function Glimpse({ rushing, look, children }: Props) {
  const [whole, setWhole] = useState(!rushing);
  if (!rushing && !whole) setWhole(true);
  if (whole) return children;
  return look === "grid" ? <CardOutline /> : <RowOutline />;
}

function RowOutline() {
  return (
    <div className="flex h-14 items-center gap-4 border-line border-b">
      <div className="aspect-video w-18 rounded-sm bg-sunken" />
      <div className="h-3 w-1/3 rounded-sm bg-sunken" />
    </div>
  );
}
