import { defectsIn } from "../crew/features.ts";
import { endOf } from "../crew/source.ts";
import { msAt, rateOf, told } from "../frame-rate.ts";
import type { Finding, GateResult } from "../gate.schema.ts";
import { handlesOf } from "../placed.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { fault, pass, resultOf } from "./finding.ts";
import type { Clip, Reference } from "./reference.ts";

/** Every clip is there, lies within its asset with its fades and its sound, and is of good quality. */
export function clipGate(spec: VariantSpec, reference: Reference): GateResult {
  const findings = spec.items.flatMap((item, at) =>
    item.kind === "clip" ? [clipFinding(item, at, spec, reference)] : [],
  );
  return resultOf("clip", findings, "The cut has no clips, only cards");
}

function clipFinding(clip: Clip, at: number, { items, frameRate }: VariantSpec, { sources }: Reference): Finding {
  const about = { item: clip.id, evidence: clip.evidence };
  const source = sources.get(clip.assetId);
  if (!source)
    return fault(`${clip.id}: asset ${clip.assetId} is not in the library any more; choose another moment`, about);
  if (source.loss) return fault(`${clip.id}: ${source.loss}`, about);
  if (source.frameRate === null)
    return fault(`${clip.id}: asset ${clip.assetId} has no picture; choose another moment`, about);
  const rate = rateOf(frameRate);
  const { before, after } = handlesOf(items, at);
  const [first, last] = [clip.inFrame - before, clip.inFrame + clip.frames + after];
  const end = endOf(source, rate);
  if (first < 0 || last > end)
    return fault(
      `${clip.id} needs frames ${first} to ${last} of ${clip.assetId}, which has 0 to ${end}: trim it, or take its fade away`,
      about,
    );
  const { sound } = clip;
  if (sound.on && !source.hasSound) return fault(`${clip.id}: ${clip.assetId} has no sound that could be heard`, about);
  if (clip.inFrame - sound.leadFrames < 0 || clip.inFrame + clip.frames + sound.tailFrames > end)
    return fault(`${clip.id}: its sound goes beyond the asset; shorten what goes over the cut`, about);
  const range = { startMs: msAt(clip.inFrame, rate), endMs: msAt(clip.inFrame + clip.frames, rate) };
  const useless = defectsIn(source, range).find(
    ({ severity, kind }) => severity === "critical" && (sound.on || !HEARD.has(kind)),
  );
  if (useless)
    return fault(
      `${clip.id} has ${useless.kind} at ${useless.startMs} ms (${useless.value} ${useless.unit}, limit ${useless.threshold}): choose another moment`,
      about,
    );
  return pass(`${clip.id}: ${told(clip.frames, rate)} of ${source.name}, nothing is wrong with it`, about);
}

const HEARD: ReadonlySet<string> = new Set(["silence", "clipping"]);
