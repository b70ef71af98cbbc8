import { AssetId } from "@videoflow/core/asset/asset.schema";
import { fingerprint } from "@videoflow/core/asset/fingerprint";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Proves the original's bytes, and finds out whether they were worked on before. */
export const handler = task(z.object({ assetId: AssetId }), ({ assetId }) => fingerprint(assetId));
