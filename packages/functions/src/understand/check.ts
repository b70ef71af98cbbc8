import { join } from "node:path";
import * as Assets from "@videoflow/core/asset/asset";
import { mediaOf, originalOf } from "@videoflow/core/asset/place";
import { download, placeOf, signedUrl } from "@videoflow/core/bucket";
import { Checks } from "@videoflow/core/defect/defect.schema";
import { checksOf, DETECTORS } from "@videoflow/core/defect/defects";
import { gridOf } from "@videoflow/core/defect/grid";
import type { Measured } from "@videoflow/core/defect/measured";
import { THRESHOLDS } from "@videoflow/core/defect/thresholds";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import type { DerivativeOf } from "@videoflow/core/derivative/derivative.schema";
import { PROXY_NAME } from "@videoflow/core/derivative/job";
import { make } from "@videoflow/core/derivative/make";
import { writeDocument } from "@videoflow/core/document";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { measure } from "@videoflow/media/check/measure";
import { ffmpegTool } from "../derive/provenance.ts";
import { inScratch } from "../derive/scratch.ts";
import { task } from "../lambda.ts";

const TIMEOUT_MS = 14 * 60_000;

/** Looks for what is wrong with picture and sound. */
export const handler = task(UnderstandTask, async ({ assetId, from }) => {
  const asset = await Assets.getInspected(assetId);
  const proxy = asset.technical.video ? await Derivatives.get(assetId, "proxy") : undefined;
  const provenance = {
    inputs: { original: asset.fingerprint, ...(proxy && { proxy: proxy.sha256 }) },
    operation: "check",
    parameters: THRESHOLDS,
    tool: `${await ffmpegTool()}, ${DETECTORS}`,
  };
  const { count, critical } = await make(
    { assetId, kind: "defects", provenance, force: isForced("Check", from) },
    async () => {
      const checks = checksOf(await (proxy ? measureProxy(asset, proxy) : measureSound(asset)), asset.technical);
      const place = mediaOf(asset, "defects.json");
      const document = await writeDocument(place, Checks, { version: 1, assetId, ...checks });
      const critical = checks.defects.filter(({ severity }) => severity === "critical").length;
      return { kind: "defects", ...document, count: checks.defects.length, critical };
    },
  );
  return { defects: count, critical };
});

const measureProxy = ({ technical }: Assets.Inspected, proxy: DerivativeOf<"proxy">): Promise<Measured> =>
  inScratch(async (directory) => {
    const source = join(directory, PROXY_NAME);
    await download(placeOf(proxy.uri), source);
    const { width, height, audioCodec } = proxy;
    const picture = technical.video && { width, height, grid: gridOf(technical.video, proxy) };
    return measure({ source, picture, soundTrack: audioCodec ? 1 : null, timeoutMs: TIMEOUT_MS });
  });

/** Sound alone has no proxy, and the clean sound is at a loudness of its own: the original is listened to where it is. */
const measureSound = async (asset: Assets.Inspected): Promise<Measured> =>
  measure({
    source: await signedUrl(originalOf(asset)),
    ...{ picture: null, soundTrack: asset.technical.audio?.track ?? null, timeoutMs: TIMEOUT_MS },
  });
