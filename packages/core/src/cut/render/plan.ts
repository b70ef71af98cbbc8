import type { Inspected } from "../../asset/asset.ts";
import { AppError } from "../../error.ts";
import type { ClipItem, VariantSpec } from "../variant-spec.schema.ts";
import { costOf } from "./cost.ts";
import { soundRangesOf } from "./sound-ranges.ts";
import { layerOf, overlaysIn, stretchesOf } from "./stretches.ts";
import type { PlannedUnit, RenderBrand, RenderPlan, Unit } from "./unit.schema.ts";
import { keyOf, unitKey } from "./unit-key.ts";

export interface Planning {
  readonly spec: VariantSpec;
  /** All assets of the spec's clips, by their ids. */
  readonly assets: ReadonlyMap<string, Inspected>;
  /** The ETag of the brand's logo, if there is one. */
  readonly logoEtag: string | null;
  /** Names and versions of all that makes picture, and of all that makes sound: others make other files. */
  readonly tools: { readonly picture: string; readonly sound: string };
  /** How long a unit may take in a function. */
  readonly functionSeconds: number;
  /** Whether a unit's file is there already. */
  readonly isMade: (key: string) => Promise<boolean>;
}

/**
 * Plans a render: which units its picture is joined from, which of their files are missing, where each is made and what that takes.
 * The same spec gives the same keys; what a change leaves as it was keeps its own. Throws `invalid` for a spec that does not add up.
 */
export async function planRender(planning: Planning): Promise<RenderPlan> {
  const { spec, assets, logoEtag, tools, functionSeconds, isMade } = planning;
  const { revision, frameRate, frames, variants } = spec;
  const assetOf = ({ assetId, id }: ClipItem): Inspected => {
    const asset = assets.get(assetId);
    if (!asset) throw new AppError("invalid", `Clip ${id} is of asset ${assetId}, which does not exist`);
    return asset;
  };
  const units = new Map<string, PlannedUnit>();
  const timeline: number[] = [];
  for (const stretch of stretchesOf(spec)) {
    const unit: Unit = {
      ...{ frameRate, frames: stretch.frames, overlays: overlaysIn(stretch, spec), brand: brandOf(spec, logoEtag) },
      layers: stretch.items.map(({ item, at }) => layerOf(item, at, assetOf)),
    };
    const files = variants.map((variant) => ({ format: variant.name, key: unitKey(unit, variant, tools.picture) }));
    const name = files.map(({ key }) => key).join();
    const known = units.get(name);
    timeline.push(known?.index ?? units.size);
    if (known) continue;
    const looked = await Promise.all(files.map(async (file) => ({ ...file, missing: !(await isMade(file.key)) })));
    const wanted = variants.filter((_, index) => looked[index]?.missing);
    const items = stretch.items.map(({ item }) => item.id);
    units.set(name, { index: units.size, items, files: looked, ...costOf(unit, wanted, functionSeconds), unit });
  }
  const planned = [...units.values()];
  return {
    ...{
      version: 1,
      revision,
      frameRate,
      frames,
      variants,
      units: planned,
      timeline,
      sound: soundOf(spec, assetOf, tools.sound),
    },
    estimatedMs: planned.reduce((sum, unit) => sum + unit.estimatedMs, 0),
    microUsd: planned.reduce((sum, unit) => sum + unit.microUsd, 0),
  };
}

function brandOf({ brand: { logoUri, ...brand } }: VariantSpec, etag: string | null): RenderBrand {
  return { ...brand, logo: logoUri && etag ? { uri: logoUri, etag } : null };
}

function soundOf(spec: VariantSpec, assetOf: (item: ClipItem) => Inspected, tool: string): RenderPlan["sound"] {
  const ranges = soundRangesOf(spec, assetOf);
  const { frameRate, frames, music, loudness } = spec;
  const heard = ranges.map(({ assetId: _, ...range }) => range);
  return { key: keyOf({ tool, frameRate, frames, music, loudness, ranges: heard }), ranges };
}
