import { inFrames, msAt, rateOf, told } from "../frame-rate.ts";
import type { Wanted } from "../notes/wanted.schema.ts";
import type { Candidate, Material } from "./material.schema.ts";
import type { FrameRange } from "./source.ts";

/** What only shows when the footage was read: requests for which there are no moments. With why, for those that had no objection before. */
export function withObjections(material: Pick<Material, "wanted" | "candidates" | "frameRate" | "order">): Wanted[] {
  return material.wanted.map((one) =>
    one.objection === null ? { ...one, objection: objectionTo(one, material) } : one,
  );
}

type Of = Parameters<typeof withObjections>[0];

function objectionTo({ request, was }: Wanted, { candidates, frameRate, order }: Of): string | null {
  const rate = rateOf(frameRate);
  const wanted = inFrames(order.duration.targetMs, rate);
  const short = (of: readonly Candidate[], what: string) => {
    const frames = reachOf(of);
    const text = `${told(frames, rate)} of the footage ${what} can be cut, and the cut is to be ${told(wanted, rate)} long: add footage.`;
    return frames < wanted - inFrames(order.duration.toleranceMs, rate) ? text : null;
  };
  switch (request.ask) {
    case "longer":
    case "as_long_as":
      return short(candidates, "at most");
    case "without":
      return short(candidates, `without “${request.what}”`);
    case "remove":
      return short(candidates, "without that part");
    case "start":
    case "end":
      return candidates.some(({ wishes }) => wishes.some((wish) => order.mustHave[wish] === request.what))
        ? null
        : `Nobody says or shows “${request.what}” in this footage, where it can be cut.`;
    case "more": {
      const there = candidates.filter(({ about }) => about.includes(request.what));
      const ms = msAt(reachOf(there), rate);
      if (there.length === 0) return `Nobody says or shows “${request.what}” in this footage, where it can be cut.`;
      return ms > (was ?? 0) + 200
        ? null
        : `All of “${request.what}” that can be cut is in it already: ${told(reachOf(there), rate)}.`;
    }
    case "less":
      return was === 0 ? `There was nothing of “${request.what}” in it.` : null;
    default:
      return null;
  }
}

/** How many frames of footage candidates can show, each once. */
function reachOf(candidates: readonly Candidate[]): number {
  const byAsset = Map.groupBy(candidates, ({ assetId }) => assetId);
  let frames = 0;
  for (const of of byAsset.values()) {
    let until = 0;
    for (const { from, to } of of.map(rangeOf).sort((a, b) => a.from - b.from)) {
      frames += Math.max(0, to - Math.max(from, until));
      until = Math.max(until, to);
    }
  }
  return frames;
}

const rangeOf = ({ cuts }: Candidate): FrameRange => ({ from: cuts[0]?.[0] ?? 0, to: cuts.at(-1)?.[1] ?? 0 });
