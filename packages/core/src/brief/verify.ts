import { textOf } from "../scene/describe.ts";
import type { Evidence } from "../scene/scene.schema.ts";
import type { BriefContent } from "./brief.schema.ts";
import type { BriefMaterial } from "./material.ts";

/** What is wrong with the evidence of a brief, a sentence each: words that were not said so, frames that nobody looked at. */
export function faultsOf(content: BriefContent, material: BriefMaterial): string[] {
  const claims = [
    content.title,
    ...content.summary,
    ...content.keyMoments.map(({ title, evidence }) => ({ text: title, evidence })),
    ...[...content.topics, ...content.people, ...content.places].map(({ name, evidence }) => ({
      text: name,
      evidence,
    })),
    ...(content.mood ? [content.mood] : []),
  ];
  const wrong = claims.flatMap(({ text, evidence }) =>
    evidence.flatMap((one) => {
      const fault = faultOf(one, material);
      return fault ? [`“${text}”: ${fault}`] : [];
    }),
  );
  const outside = content.keyMoments
    .filter(({ startMs, endMs }) => startMs >= endMs || endMs > material.durationMs)
    .map(({ title, startMs, endMs }) => `“${title}”: ${startMs} to ${endMs} ms is no span of the footage`);
  return [...wrong, ...outside];
}

function faultOf(evidence: Evidence, { words, vision }: BriefMaterial): string | undefined {
  if (evidence.kind === "frame") {
    const sight = vision?.sights.find(({ index }) => index === evidence.index);
    return sight?.atMs === evidence.atMs ? undefined : `frame ${evidence.index} was not looked at`;
  }
  const said = textOf(words, evidence);
  return said === evidence.text ? undefined : `words ${evidence.from} to ${evidence.to} are “${said}”`;
}
