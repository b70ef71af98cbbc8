import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { span } from "../span.ts";

/**
 * `drift` is a difference in length between picture and sound; `loudness` is of the whole programme.
 */
export const DefectKind = z.enum(["black", "freeze", "silence", "clipping", "loudness", "blockiness", "blur", "drift"]);
export type DefectKind = z.infer<typeof DefectKind>;

/** `minor` is worth knowing, `major` wants a look before use, `critical` makes the span useless. */
export const Severity = z.enum(["minor", "major", "critical"]);
export type Severity = z.infer<typeof Severity>;

/** A quality finding. `value` was measured, `threshold` is what it should have kept to, both in `unit`. */
export const Defect = z
  .object({
    kind: DefectKind,
    ...span,
    severity: Severity,
    value: z.number(),
    threshold: z.number(),
    unit: z.string(),
  })
  .meta({ id: "Defect" });
export type Defect = z.infer<typeof Defect>;

/** `defects.json` of an asset: what a decode pass over the proxy, and one over its original, found, in the order of time. */
export const Checks = z
  .object({
    version: z.literal(1),
    assetId: AssetId,
    /** Of the whole programme, by EBU R 128; null where there is no sound, or only silence. */
    loudness: z.object({ integratedLufs: z.number(), rangeLu: z.number(), truePeakDbtp: z.number() }).nullable(),
    defects: z.array(Defect),
  })
  .meta({ id: "Checks" });
export type Checks = z.infer<typeof Checks>;
