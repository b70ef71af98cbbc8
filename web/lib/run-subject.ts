import type { RunSummary } from "@videoflow/client/schema";

/** What a run is about, as people call it: an asset, a cut, or the whole house. What is gone has its id only. */
export const runSubject = ({ assetName, assetId, cutTitle, cutId }: Partial<RunSummary>): string =>
  assetName ?? assetId ?? cutTitle ?? cutId ?? "everything";

/** Where what a run is about is shown; undefined for the whole house. */
export function runSubjectHref({ assetId, cutId }: Pick<RunSummary, "assetId" | "cutId">): string | undefined {
  if (assetId) return `/assets/${assetId}`;
  return cutId && `/studio/${cutId}`;
}
