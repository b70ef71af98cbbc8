import { CRAFT } from "../craft.ts";
import type { UseCase } from "../order.schema.ts";
import type { Candidate, Features } from "./material.schema.ts";

/** What was sent back once has to be better than others to come again. */
const SENT_BACK = 0.15;

/** How good a candidate is for a use-case: at most 1, and 1 more for what people asked for. */
export function worthOf(
  { features, wasSentBack, favour }: Pick<Candidate, "features" | "wasSentBack" | "favour">,
  useCase: UseCase,
): number {
  const { weights } = CRAFT[useCase];
  const sum = (Object.keys(weights) as (keyof Features)[]).reduce(
    (all, name) => all + weights[name] * features[name],
    0,
  );
  return sum + favour - (wasSentBack ? SENT_BACK : 0);
}

/** How alike two candidates are, from 0 to 1: by what they show, by colour, by where they come from. */
export function alike(one: Candidate, other: Candidate): number {
  const labels = jaccard(one.labels, other.labels);
  const distance = Math.hypot(...one.colour.map((value, at) => value - (other.colour[at] ?? 0)));
  const colours = Math.max(0, 1 - distance / 110);
  const isSameAsset = one.assetId === other.assetId;
  const isSameScene = isSameAsset && one.scene === other.scene;
  return 0.35 * labels + 0.25 * colours + (isSameAsset ? 0.1 : 0) + (isSameScene ? 0.3 : 0);
}

function jaccard(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const common = one.filter((label) => other.includes(label)).length;
  return common / (one.length + other.length - common);
}
