import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Unread } from "#web/components/ui/unread.tsx";

interface Props<Document> {
  readonly query: UseQueryResult<Document>;
  /** What is shown instead where the asset has no such document. */
  readonly none: ReactNode;
  readonly children: (document: Document) => ReactNode;
}

/** A document's content once it is there; until then that it is on the way, not there, or could not be read. */
export function DocumentState<Document>({ query, none, children }: Props<Document>) {
  const { data, error, fetchStatus, refetch } = query;
  if (data !== undefined) return children(data);
  if (error) {
    return <Unread {...{ error, refetch }} className="space-y-2 p-4" />;
  }
  if (fetchStatus === "idle") return <div className="p-4 text-ink-soft">{none}</div>;
  return (
    <div role="status" aria-label="Loading" className="breathe space-y-3 p-4">
      {["w-2/3", "w-5/6", "w-1/2", "w-3/4"].map((width) => (
        <div key={width} className={`h-4 rounded-sm bg-hover ${width}`} />
      ))}
    </div>
  );
}
