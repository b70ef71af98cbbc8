import type * as z from "zod";
import * as Assets from "../asset/asset.ts";
import * as Callback from "../run/callback.ts";
import { StepReference } from "../run/step.ts";
import { isForced } from "../understanding/steps.ts";
import { UnderstandTask } from "../understanding/understanding.schema.ts";
import { heard, order } from "./recognition.ts";
import { fromWriting, type TrackReader } from "./written.ts";

export const Hearing = StepReference.extend({
  from: UnderstandTask.shape.from,
  token: StepReference.shape.step,
});

/**
 * Brings the words of an asset: what people wrote of it, else what a machine hears. The step that holds `token` has its answer
 * at once, or when the machine has listened. Without words and without sound there is nothing to do.
 */
export async function hear({ token, from, ...step }: z.output<typeof Hearing>, tracks: TrackReader): Promise<object> {
  const asset = await Assets.getInspected(step.assetId);
  const callbackId = await Callback.open(step, token);
  const force = isForced("Hear", from);
  const { transcript, notes } = await fromWriting(asset, tracks, force);
  const hasSound = asset.technical.audio !== null;
  const known = transcript ?? (hasSound ? await order(asset, callbackId, notes, force) : undefined);
  if (!known && hasSound) return { outcome: "ordered" };
  const output = known ? heard(known) : { outcome: "skipped", notes };
  await Callback.answer(callbackId, { kind: "success", output });
  return output;
}
