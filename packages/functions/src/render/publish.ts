import { placeOf, readText, uploadWhole, uriOf } from "@videoflow/core/bucket";
import { Deliverable } from "@videoflow/core/cut/cut.schema";
import { readSpec } from "@videoflow/core/cut/documents";
import { sourcesOf } from "@videoflow/core/cut/interchange/sources-of";
import { timelinesOf } from "@videoflow/core/cut/interchange/timelines";
import { deliverablePlace } from "@videoflow/core/cut/render/render-places";
import { expectInSync, sidecarsOf } from "@videoflow/core/cut/render/sidecars";
import { CutTask } from "@videoflow/core/cut/task.schema";
import type { VariantSpec } from "@videoflow/core/cut/variant-spec.schema";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { readDocument } from "@videoflow/core/document";
import { Transcript } from "@videoflow/core/transcript/transcript.schema";
import * as z from "zod";
import { task } from "../lambda.ts";

const Verified = CutTask.extend({ deliverables: z.array(Deliverable) });

interface Text extends Pick<Deliverable, "kind" | "variant" | "name" | "contentType"> {
  readonly text: string;
}

/** Writes what goes with the verified pictures, and checks captions against what is said. Returns all deliverables. */
export const handler = task(Verified, async ({ cutId, revision, deliverables }) => {
  const spec = await readSpec(cutId, revision);
  const assets = new Set(spec.captions.map(({ assetId }) => assetId));
  const transcripts = new Map(await Promise.all([...assets].map(async (id) => [id, await transcriptOf(id)] as const)));
  const write = async ({ text, ...facts }: Text): Promise<Deliverable> => {
    const place = deliverablePlace(cutId, revision, facts.name);
    return { ...facts, revision, uri: uriOf(place), ...(await uploadWhole(text, place, facts.contentType)) };
  };
  const sidecars = await Promise.all(sidecarsOf(spec).map(write));
  const timelines = await Promise.all(
    timelinesOf(spec, await sourcesOf(clipAssets(spec))).map((timeline) =>
      write({ kind: "timeline", variant: null, ...timeline }),
    ),
  );
  const written = await Promise.all(sidecars.map(({ uri }) => readText(placeOf(uri))));
  expectInSync(spec, transcripts, written);
  return { deliverables: [...deliverables, ...sidecars, ...timelines] };
});

const clipAssets = ({ items }: VariantSpec): string[] =>
  items.flatMap((item) => (item.kind === "clip" ? [item.assetId] : []));

async function transcriptOf(assetId: string): Promise<Transcript> {
  const { uri } = await Derivatives.get(assetId, "transcript");
  return readDocument(placeOf(uri), Transcript);
}
