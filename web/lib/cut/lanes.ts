import type { Cut } from "@videoflow/client/schema";
import { msOf } from "@videoflow/core/cut/frame-rate";
import type { Lane, LaneItem } from "#web/lib/timeline/lane.ts";
import { itemTitle, placedItems, type Spec } from "./spec.ts";

/** What stands in a cut, on lanes in its time. Empty lanes are left out. */
export function lanesOfCut(spec: Spec): Lane[] {
  const { frameRate, music } = spec;
  const item = (startFrame: number, frames: number, text: string): LaneItem => ({
    ...{ startMs: msOf(startFrame, frameRate), endMs: msOf(startFrame + frames, frameRate) },
    ...{ text, strength: 1 },
  });
  const lanes: Lane[] = [
    {
      ...{ id: "items", title: "Clips", look: "blocks" },
      items: placedItems(spec).map(({ item: of, startFrame, number }) =>
        item(startFrame, of.frames, `${number}. ${itemTitle(of)}`),
      ),
    },
    {
      ...{ id: "sound", title: "Sound", look: "bars" },
      items: placedItems(spec).flatMap(({ item: of, startFrame }) => {
        if (of.kind === "card" || !of.sound.on) return [];
        const { leadFrames, tailFrames } = of.sound;
        return [item(startFrame - leadFrames, of.frames + leadFrames + tailFrames, "Its own sound")];
      }),
    },
    {
      ...{ id: "titles", title: "Titles", look: "bars" },
      items: spec.titles.map(({ startFrame, frames, lines }) => item(startFrame, frames, lines.join(" / "))),
    },
    {
      ...{ id: "captions", title: "Captions", look: "bars" },
      items: spec.captions.map(({ startFrame, frames, lines }) => item(startFrame, frames, `“${lines.join(" ")}”`)),
    },
    {
      ...{ id: "music", title: "Music", look: "bars" },
      items: music ? [item(0, spec.frames, `${music.bed}, ${music.gainDb} dB`)] : [],
    },
  ];
  return lanes.filter(({ items }) => items.length > 0);
}

/** The file of a format that can be played. */
export const videoOf = ({ deliverables }: Cut, format: string, revision?: number) =>
  deliverables.find(
    ({ kind, variant, revision: of }) =>
      kind === "video" && variant === format && (revision === undefined || of === revision),
  );
