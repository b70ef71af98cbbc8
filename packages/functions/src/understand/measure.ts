import * as Assets from "@videoflow/core/asset/asset";
import { originalOf } from "@videoflow/core/asset/place";
import { placeOf, signedUrl } from "@videoflow/core/bucket";
import { gridOf } from "@videoflow/core/defect/grid";
import { type Measured, Range } from "@videoflow/core/defect/measured.schema";
import { type Checked, keepRange, rangeMs } from "@videoflow/core/defect/ranges";
import { isForced } from "@videoflow/core/understanding/steps";
import { UnderstandTask } from "@videoflow/core/understanding/understanding.schema";
import { measure } from "@videoflow/media/check/measure";
import { VerificationError } from "@videoflow/media/verification";
import { ffmpegTool } from "../derive/provenance.ts";
import { task } from "../lambda.ts";
import type { Tell } from "../tell.ts";
import { checkedOf } from "./checked.ts";

const TIMEOUT_MS = 14 * 60_000;

const OF_PROXY = { track: 1, channels: 2 };

/** Measures picture and sound of one range, where they lie. */
export const handler = task(UnderstandTask.extend({ range: Range }), async ({ assetId, runId, from, range }, tell) => {
  const asset = await Assets.getInspected(assetId);
  const [proxy, tool] = await Promise.all([checkedOf(asset), ffmpegTool()]);
  await keepRange({ asset, proxy, tool, runId, range, force: isForced("Measure", from) }, () =>
    measureRange(asset, proxy, range, tell).catch((error: unknown) => {
      throw error instanceof VerificationError ? withRemedy(error, assetId) : error;
    }),
  );
  return { range: range.range };
});

/** It was verified when it was made, as far as could be without decoding all of it: only another one helps. */
const withRemedy = (cause: VerificationError, assetId: string) =>
  new VerificationError(`${cause.message}. Reprocess ${assetId} from Derive: that makes it again`, { cause });

/** Sound alone has no proxy, and the clean sound is at a loudness of its own: the original is listened to. */
async function measureRange(asset: Assets.Inspected, proxy: Checked, range: Range, tell: Tell): Promise<Measured> {
  const { video, audio, durationMs } = asset.technical;
  const wholeMs = rangeMs(range, durationMs);
  const told = (doneMs: number) => tell((100 * doneMs) / wholeMs);
  const original = await signedUrl(originalOf(asset));
  const source = proxy ? await signedUrl(placeOf(proxy.uri)) : original;
  const picture = video &&
    proxy && {
      ...{ width: proxy.width, height: proxy.height, grid: gridOf(video, proxy) },
      original: { source: original, stream: video.index },
    };
  const sound = proxy ? (proxy.audioCodec ? OF_PROXY : null) : audio;
  return measure({ source, picture, sound, range, told, timeoutMs: TIMEOUT_MS });
}
