import { createHash } from "node:crypto";
import type { Inspected } from "../asset/asset.ts";
import { mediaOf } from "../asset/place.ts";
import type { Technical } from "../asset/technical.schema.ts";
import { exists, type ObjectPlace, readText, uriOf } from "../bucket.ts";
import type { DerivativeOf } from "../derivative/derivative.schema.ts";
import { readDocument, writeDocument } from "../document.ts";
import { AppError } from "../error.ts";
import { joined } from "./join.ts";
import { type Measured, MeasuredRange, type Range } from "./measured.schema.ts";
import { PICTURE_MS, SOUND_MS } from "./measured.ts";

/** Changes whenever the same footage can be measured otherwise. */
const MEASURES = "measures 5";

/** A quarter of an hour is a minute or two of work, so one that is cut off costs little; of heavy originals three minutes are. */
const [RANGE_MS, HEAVY_RANGE_MS] = [15 * 60_000, 3 * 60_000];
/** Pixels a second from which an original is heavy to decode: those of full HD with 60 pictures. */
const HEAVY = 1920 * 1080 * 60;

/** How much footage a range is, in samples of the sound. */
const samplesARange = ({ video }: Technical): number =>
  (video && video.width * video.height * video.frameRate > HEAVY ? HEAVY_RANGE_MS : RANGE_MS) / SOUND_MS;

/** What is measured: the proxy, and whether its original can be decoded; null is the original, of which only the sound is heard. */
export type Checked = DerivativeOf<"proxy"> | null;

/** The parts of footage that are measured side by side. Sound alone is one: it costs little, and cannot be entered anywhere. */
export function rangesOf({ technical }: Pick<Inspected, "technical">, proxy: Checked): Range[] {
  const samples = samplesARange(technical);
  const count = proxy ? Math.max(1, Math.ceil(proxy.durationMs / SOUND_MS / samples)) : 1;
  return Array.from({ length: count }, (_, range) => ({
    ...{ range, of: count },
    from: range * samples,
    to: range === count - 1 ? null : (range + 1) * samples,
  }));
}

const rangePlace = (asset: Inspected, { range }: Range): ObjectPlace => mediaOf(asset, `checks/range.${range}.json`);

interface Inputs {
  readonly asset: Inspected;
  readonly proxy: Checked;
  /** Name and version of what decodes. */
  readonly tool: string;
}

/** Everything that decides what is measured in a range: with the same key it need not be measured again. */
function rangeKey({ asset, proxy, tool }: Inputs, { from, to }: Range): string {
  const inputs = [MEASURES, tool, asset.fingerprint, proxy?.sha256 ?? null, from, to];
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
}

interface Order extends Inputs {
  readonly runId: string;
  readonly range: Range;
  /** Measures also where the same was measured, but not twice in one run. */
  readonly force: boolean;
}

/** What was measured may be of an earlier schema. */
const Kept = MeasuredRange.pick({ key: true, runId: true });

/** How much footage a range is. */
export const rangeMs = ({ from, to }: Range, durationMs: number): number =>
  (to === null ? durationMs : to * SOUND_MS) - from * SOUND_MS;

/** Keeps what `measure` tells of a range. Cut off, it is measured again; done, it is not done twice. */
export async function keepRange(order: Order, measure: () => Promise<Measured>): Promise<void> {
  const { asset, range, runId, force } = order;
  const key = rangeKey(order, range);
  const place = rangePlace(asset, range);
  const before = (await exists(place)) ? Kept.parse(JSON.parse(await readText(place))) : undefined;
  if (before?.key === key && !(force && before.runId !== runId)) return;
  await writeDocument(place, MeasuredRange, { key, runId, measured: await measure() });
}

/** All that was measured, and its hash. Throws `internal` when a range is of another proxy or tool than this run's. */
export async function readRanges(inputs: Inputs): Promise<{ measured: Measured; sha256: string }> {
  const parts: Measured[] = [];
  const hash = createHash("sha256");
  for (const range of rangesOf(inputs.asset, inputs.proxy)) {
    const place = rangePlace(inputs.asset, range);
    const { key, measured } = await readDocument(place, MeasuredRange);
    if (key !== rangeKey(inputs, range))
      throw new AppError("internal", `${uriOf(place)} is of another proxy or tool; run reprocess from Measure`);
    if (isCutShort(parts.at(-1), measured, samplesARange(inputs.asset.technical)))
      throw new AppError(
        "internal",
        `${uriOf(place)} goes on after footage that was not measured; run reprocess from Measure`,
      );
    hash.update(JSON.stringify(measured));
    parts.push(measured);
  }
  return { measured: joined(parts), sha256: hash.digest("hex") };
}

/** Whether there is more of something that had ended before a range of so many samples did: times after it would be wrong. */
const isCutShort = (before: Measured | undefined, { picture, sound }: Measured, samples: number): boolean => {
  const isHole = (earlier: readonly number[] = [], now: readonly number[] = [], everyMs: number) =>
    now.length > 0 && earlier.length * everyMs < samples * SOUND_MS;
  return (
    before !== undefined &&
    (isHole(before.picture?.highlights, picture?.highlights, PICTURE_MS) ||
      isHole(before.sound?.level, sound?.level, SOUND_MS))
  );
};
