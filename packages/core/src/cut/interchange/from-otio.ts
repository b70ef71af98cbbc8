import { AppError } from "../../error.ts";
import { parse } from "../../fn.ts";
import { VariantSpec } from "../variant-spec.schema.ts";
import { readJson } from "./limits.ts";
import { OtioTimeline } from "./otio.schema.ts";
import { readTracks } from "./otio-tracks.ts";
import { type Imported, rebuild } from "./rebuild.ts";
import { snapped } from "./snapped.ts";
import type { Sources } from "./source.schema.ts";
import { countedRateOf } from "./timecode.ts";

/**
 * Reads a timeline that was exported by `toOtio` and edited since, or one that has the same footage. `base` is the cut's latest
 * spec: what it becomes the revision after. `sources` are all assets that clips may be of. Throws `invalid` for a file that is no
 * OTIO timeline, is of another cut, or has what a VariantSpec cannot say; the message names the item.
 */
export function fromOtio(text: string, base: VariantSpec, sources: Sources): Imported {
  const json = readJson(text);
  const schema = typeof json === "object" && json !== null && "OTIO_SCHEMA" in json ? json.OTIO_SCHEMA : undefined;
  if (typeof schema !== "string" || !schema.startsWith("Timeline."))
    throw new AppError(
      "invalid",
      `The file is not an OTIO timeline but ${schema ?? "other JSON"}; export the timeline itself`,
    );
  const timeline = parse(OtioTimeline, json);
  const before = exported(timeline, base);
  return rebuild(readTracks(timeline, countedRateOf(base.frameRate), sources), before, base, sources);
}

/** The spec of which the file was made; `base` when the editing program has not kept it. */
function exported({ metadata }: OtioTimeline, base: VariantSpec): VariantSpec {
  if (!metadata?.videoflow) return base;
  const spec = parse(VariantSpec, metadata.videoflow.spec);
  if (spec.cutId !== base.cutId)
    throw new AppError("invalid", `The timeline is of ${spec.cutId}, not of ${base.cutId}; import it there`);
  if (spec.frameRate !== base.frameRate)
    throw new AppError("invalid", `The timeline has ${spec.frameRate} frames a second, the cut ${base.frameRate}`);
  const known = new Map(base.items.map((item) => [item.id, item]));
  return { ...snapped(spec, base), items: spec.items.map((item) => snapped(item, known.get(item.id))) };
}
