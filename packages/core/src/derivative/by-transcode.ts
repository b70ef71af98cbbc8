import type { Inspected } from "../asset/asset.ts";
import type { Provenance } from "./derivative.schema.ts";

/** How a derivative of the one big job was made. */
export const byTranscode = ({ fingerprint }: Inspected, plan: object): Provenance => ({
  inputs: { original: fingerprint },
  operation: "transcode",
  parameters: { ...plan },
  tool: "AWS Elemental MediaConvert",
});
