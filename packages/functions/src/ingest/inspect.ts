import * as Assets from "@videoflow/core/asset/asset";
import { AssetId } from "@videoflow/core/asset/asset.schema";
import { expectOriginal } from "@videoflow/core/asset/original";
import { originalOf } from "@videoflow/core/asset/place";
import { signedUrl } from "@videoflow/core/bucket";
import { inspect } from "@videoflow/media/inspect";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Reads what the file is, before any work is paid for. */
export const handler = task(z.object({ assetId: AssetId }), async ({ assetId }) => {
  const asset = await Assets.get(assetId);
  await expectOriginal(asset);
  const inspection = await inspect(await signedUrl(originalOf(asset)));
  await expectOriginal(asset);
  if (inspection.technical) await Assets.describe(assetId, { technical: inspection.technical });
  return inspection;
});
