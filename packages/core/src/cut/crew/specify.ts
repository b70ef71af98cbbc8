import { TRUE_PEAK_DBTP } from "../craft.ts";
import { FORMATS } from "../formats.ts";
import type { TimelineItem, VariantSpec } from "../variant-spec.schema.ts";
import type { Material } from "./material.schema.ts";
import type { Arc, Edit, Facts, Frames, Package, Sounds } from "./proposal.schema.ts";
import { SILENT } from "./sound-designer.ts";

export interface Proposals {
  readonly arc: Arc;
  readonly edit: Edit;
  readonly frames: Frames;
  readonly sounds: Sounds;
  readonly pack: Package;
  readonly facts: Facts;
}

/** The edit as one document, of what the crew proposed. Undefined when the editor found nothing to show. */
export function specOf(material: Material, revision: number, of: Proposals): VariantSpec | undefined {
  const { order, cutId, frameRate, logoUri } = material;
  const { arc, edit, frames, sounds, pack, facts } = of;
  if (edit.items.length === 0) return undefined;
  const items = edit.items.map((item): TimelineItem => {
    const { beat: _, ...rest } = item;
    if (rest.kind === "card") return rest;
    const { candidate: __, ...clip } = rest;
    return { ...clip, sound: sounds.sound[clip.id] ?? SILENT, framing: frames.framing[clip.id] ?? {} };
  });
  return {
    ...{ version: 1, cutId, revision, useCase: order.useCase, title: pack.title, frameRate, items },
    frames: items.reduce((sum, item) => sum + item.frames, 0),
    titles: pack.titles.filter(({ id }) => !facts.refused.includes(id)),
    captions: pack.captions,
    music: sounds.music,
    loudness: { integratedLufs: order.loudness, truePeakDbtp: TRUE_PEAK_DBTP },
    brand: { ...order.brand, logoUri },
    variants: order.formats.map(({ name, lines, captions, hls }) => ({ name, ...FORMATS[name](lines), captions, hls })),
    thumbnailFrame: pack.thumbnailFrame,
    engine: enginesOf([arc.engine, edit.engine, pack.engine]),
  };
}

/** Who decided, each once. */
const enginesOf = (engines: readonly string[]): string => [...new Set(engines)].join(", ");
