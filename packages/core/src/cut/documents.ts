import { etagOf, wasRefused } from "../bucket.ts";
import { type DocumentFacts, readDocument, writeDocument } from "../document.ts";
import { AppError } from "../error.ts";
import { Verdict } from "./gate.schema.ts";
import { specPlace, verdictPlace } from "./place.ts";
import { VariantSpec } from "./variant-spec.schema.ts";

/** A revision of a cut, or undefined for one that was never made. */
export async function findSpec(cutId: string, revision: number): Promise<VariantSpec | undefined> {
  const place = specPlace(cutId, revision);
  return (await etagOf(place)) ? readDocument(place, VariantSpec) : undefined;
}

/** The same, where there has to be one. Throws `not_found`. */
export async function readSpec(cutId: string, revision: number): Promise<VariantSpec> {
  const spec = await findSpec(cutId, revision);
  if (!spec) throw new AppError("not_found", `Cut ${cutId} has no revision ${revision}`);
  return spec;
}

export const writeSpec = (spec: VariantSpec): Promise<DocumentFacts> =>
  writeDocument(specPlace(spec.cutId, spec.revision), VariantSpec, spec);

/** Writes a spec under a number that is free. False when it is not: somebody was there before. */
export async function writeNewSpec(spec: VariantSpec): Promise<boolean> {
  try {
    await writeDocument(specPlace(spec.cutId, spec.revision), VariantSpec, spec, { etag: undefined });
    return true;
  } catch (error) {
    if (wasRefused(error)) return false;
    throw error;
  }
}

export const readVerdict = (cutId: string, revision: number): Promise<Verdict> =>
  readDocument(verdictPlace(cutId, revision), Verdict);

export const writeVerdict = (verdict: Verdict): Promise<DocumentFacts> =>
  writeDocument(verdictPlace(verdict.cutId, verdict.revision), Verdict, verdict);
