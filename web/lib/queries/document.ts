import { queryOptions, skipToken } from "@tanstack/react-query";
import type { Derivative } from "@videoflow/client/schema";
import type { Brief } from "@videoflow/core/brief/brief.schema";
import type { Checks } from "@videoflow/core/defect/defect.schema";
import type { Scenes } from "@videoflow/core/scene/scene.schema";
import type { Transcript } from "@videoflow/core/transcript/transcript.schema";
import type { Shots, Vision } from "@videoflow/core/vision/vision.schema";
import { derivativeOf } from "#web/lib/derivative.ts";
import { readDocument, readFile } from "#web/lib/document.ts";
import { seenOf } from "#web/lib/understanding/seen.ts";

type Derivatives = readonly Derivative[];

/**
 * What was understood of an asset. A document never changes: made again it has another hash, and is another one. Each is
 * skipped while the asset has none.
 */
export const documentQueries = {
  transcript: (derivatives: Derivatives) => document<Transcript>(derivativeOf(derivatives, "transcript")),
  shots: (derivatives: Derivatives) => document<Shots>(derivativeOf(derivatives, "shots")),
  scenes: (derivatives: Derivatives) => document<Scenes>(derivativeOf(derivatives, "scenes")),
  checks: (derivatives: Derivatives) => document<Checks>(derivativeOf(derivatives, "defects")),
  brief: (derivatives: Derivatives) => document<Brief>(derivativeOf(derivatives, "brief")),

  /** What was seen, by things: the frames themselves are many, and are not kept. */
  seen: (derivatives: Derivatives) => {
    const { url, ...rest } = placeOf(derivativeOf(derivatives, "vision"));
    return queryOptions({
      ...rest,
      queryFn: url
        ? async ({ signal }) => seenOf(await readDocument<Vision>(url, "vision document", 1, signal))
        : skipToken,
    });
  },

  /** WebVTT of what is said. */
  captions: (derivatives: Derivatives) => {
    const { url, ...rest } = placeOf(derivativeOf(derivatives, "captions"));
    return queryOptions({
      ...rest,
      queryFn: url ? async ({ signal }) => (await readFile(url, "captions", signal)).text() : skipToken,
    });
  },
};

function document<Document extends { readonly version: 1 }>(derivative: Derivative | undefined) {
  const { url, ...rest } = placeOf(derivative);
  return queryOptions({
    ...rest,
    queryFn: url ? ({ signal }) => readDocument<Document>(url, `${derivative?.kind} document`, 1, signal) : skipToken,
  });
}

const placeOf = (derivative: Derivative | undefined) => ({
  url: derivative?.url,
  queryKey: ["document", derivative?.kind, derivative?.sha256] as const,
  staleTime: Number.POSITIVE_INFINITY,
});
