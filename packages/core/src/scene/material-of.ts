import type * as z from "zod";
import type { Inspected } from "../asset/asset.ts";
import { placeOf } from "../bucket.ts";
import { Checks } from "../defect/defect.schema.ts";
import type { Derivative, DerivativeKind } from "../derivative/derivative.schema.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { readDocument } from "../document.ts";
import { Transcript } from "../transcript/transcript.schema.ts";
import { Shots, Vision } from "../vision/vision.schema.ts";
import type { Material } from "./material.ts";

/** The derivatives that scenes are made of, as far as there are any. */
const KINDS = ["shots", "transcript", "vision", "defects"] as const satisfies DerivativeKind[];

/** Reads everything that was found out about an asset. `inputs` are the documents' hashes, by kind. */
export async function materialOf(asset: Inspected): Promise<{ material: Material; inputs: Record<string, string> }> {
  const derivatives = await Derivatives.list(asset.assetId);
  const found = (kind: DerivativeKind) => derivatives.find((derivative) => derivative.kind === kind);
  const [shots, transcript, vision, checks] = await Promise.all([
    read(found("shots"), Shots),
    read(found("transcript"), Transcript),
    read(found("vision"), Vision),
    read(found("defects"), Checks),
  ]);
  const inputs = KINDS.flatMap((kind) => {
    const sha256 = found(kind)?.sha256;
    return sha256 ? [[kind, sha256] as const] : [];
  });
  const { video, durationMs } = asset.technical;
  return {
    material: { durationMs: video?.endMs ?? durationMs, shots, transcript, vision, checks },
    inputs: Object.fromEntries(inputs),
  };
}

async function read<Schema extends z.ZodType>(
  derivative: Derivative | undefined,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  return derivative && readDocument(placeOf(derivative.uri), schema);
}
