import type { Inspected } from "../../asset/asset.ts";
import * as Assets from "../../asset/asset.ts";
import { lossOf } from "../../asset/original.ts";
import { inParallel } from "../../search/in-parallel.ts";
import type { Material } from "../crew/material.schema.ts";
import type { Note } from "../crew/proposal.schema.ts";
import { readSource } from "../crew/read-source.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import type { Reference } from "./reference.ts";

const PARALLEL = 8;

/** Reads what the gates hold a spec against: of its assets, as they are in the library now. */
export async function readReference(
  { items }: Pick<VariantSpec, "items">,
  { order, counts, wanted }: Pick<Material, "order" | "counts" | "wanted">,
  notes: readonly Note[] = [],
): Promise<Reference> {
  const ids = [...new Set(items.flatMap((item) => (item.kind === "clip" ? [item.assetId] : [])))];
  const found = await inParallel(ids, PARALLEL, async (assetId) => {
    const asset = await Assets.findKept(assetId);
    const { technical, fingerprint } = asset ?? {};
    if (!asset || !technical || !fingerprint) return [];
    const inspected: Inspected = { ...asset, technical, fingerprint };
    const [source, loss] = await Promise.all([readSource(inspected), lossOf(asset)]);
    return [[assetId, { ...source, loss: loss?.message }] as const];
  });
  return { order, counts, notes, wanted, sources: new Map(found.flat()) };
}
