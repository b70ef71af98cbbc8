import * as Assets from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import { Checks } from "@videoflow/core/defect/defect.schema";
import { checksOf, DETECTORS } from "@videoflow/core/defect/defects";
import { readRanges } from "@videoflow/core/defect/ranges";
import { THRESHOLDS } from "@videoflow/core/defect/thresholds";
import { make } from "@videoflow/core/derivative/make";
import { writeDocument } from "@videoflow/core/document";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { ffmpegTool } from "../derive/provenance.ts";
import { task } from "../lambda.ts";
import { checkedOf } from "./checked.ts";

/** Says what is wrong with picture and sound, from what was measured in all ranges. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const asset = await Assets.getInspected(assetId);
  const [proxy, tool] = await Promise.all([checkedOf(asset), ffmpegTool()]);
  const { measured, sha256 } = await readRanges({ asset, proxy, tool });
  const provenance = {
    ...{ inputs: { original: asset.fingerprint, ...(proxy && { proxy: proxy.sha256 }), measured: sha256 } },
    ...{ operation: "check", parameters: THRESHOLDS, tool: `${tool}, ${DETECTORS}` },
  };
  const { count, critical } = await make(
    { assetId, kind: "defects", provenance, force: isForced("Check", from) },
    async () => {
      const checks = checksOf(measured, asset.technical);
      const place = mediaOf(asset, "defects.json");
      const document = await writeDocument(place, Checks, { version: 1, assetId, ...checks });
      const critical = checks.defects.filter(({ severity }) => severity === "critical").length;
      return { kind: "defects", ...document, count: checks.defects.length, critical };
    },
  );
  return { defects: count, critical };
});
