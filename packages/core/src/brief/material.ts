import type { Evidence, Scene } from "../scene/scene.schema.ts";
import type { Word } from "../transcript/transcript.schema.ts";
import type { Vision } from "../vision/vision.schema.ts";

/** What a judge may speak of. */
export interface BriefMaterial {
  readonly durationMs: number;
  readonly scenes: readonly Scene[];
  readonly words: readonly Word[];
  readonly vision: Vision | undefined;
}

/** The scenes about which something can be said that has evidence. */
export const toldScenes = ({ scenes }: BriefMaterial): Scene[] => scenes.filter(({ evidence }) => evidence.length > 0);

/** A frame of the asset as evidence, if it was looked at. */
export function frameEvidence({ vision }: BriefMaterial, index: number, seen: string): Evidence | undefined {
  const sight = vision?.sights.find((candidate) => candidate.index === index);
  return sight && { kind: "frame", index, atMs: sight.atMs, seen };
}
