import * as Assets from "@videoflow/core/asset/asset";
import { expectOriginal } from "@videoflow/core/asset/original";
import { etagOf, exists, placeOf } from "@videoflow/core/bucket";
import { readSpec } from "@videoflow/core/cut/documents";
import { planRender } from "@videoflow/core/cut/render/plan";
import { planPlace, soundPlace, unitPlace } from "@videoflow/core/cut/render/render-places";
import { RenderPlan } from "@videoflow/core/cut/render/unit.schema";
import { CutTask } from "@videoflow/core/cut/task.schema";
import type { VariantSpec } from "@videoflow/core/cut/variant-spec.schema";
import { writeDocument } from "@videoflow/core/document";
import { AppError } from "@videoflow/core/error";
import { missingLetters } from "@videoflow/media/render/letters";
import { Resource } from "sst";
import { ffmpegTool } from "../derive/provenance.ts";
import { task } from "../lambda.ts";
import { PICTURE_TOOL, SOUND_TOOL } from "./tools.ts";

/** Says what is to be made, of what, and where; what is there already is not made again. */
export const handler = task(CutTask, async ({ cutId, revision }) => {
  const spec = await readSpec(cutId, revision);
  expectLetters(spec);
  const [assets, ffmpeg, logoEtag] = await Promise.all([assetsOf(spec), ffmpegTool(), logoOf(spec)]);
  const tools = { picture: `${ffmpeg}, ${PICTURE_TOOL}`, sound: `${ffmpeg}, ${SOUND_TOOL}` };
  const isMade = (key: string) => exists(unitPlace(cutId, key));
  const { functionSeconds } = Resource.RenderUnits;
  const plan = await planRender({ spec, assets, logoEtag, tools, functionSeconds, isMade });
  await writeDocument(planPlace(cutId, revision), RenderPlan, plan);
  const missing = plan.units.filter(({ files }) => files.some((file) => file.missing));
  return {
    units: missing.map(({ index, place }) => ({ unit: index, place })),
    formats: plan.variants.map(({ name }) => name),
    isSoundMade: await exists(soundPlace(cutId, plan.sound.key)),
    ...{ estimatedMs: plan.estimatedMs, microUsd: plan.microUsd },
  };
});

async function assetsOf({ items }: VariantSpec): Promise<Map<string, Assets.Inspected>> {
  const ids = new Set(items.flatMap((item) => (item.kind === "clip" ? [item.assetId] : [])));
  const assets = await Promise.all([...ids].map((id) => Assets.getInspected(id)));
  for (const asset of assets) Assets.expectKept(asset);
  await Promise.all(assets.map(expectOriginal));
  return new Map(assets.map((asset) => [asset.assetId, asset]));
}

async function logoOf({ brand: { logoUri } }: VariantSpec): Promise<string | null> {
  if (!logoUri) return null;
  const etag = await etagOf(placeOf(logoUri));
  if (!etag) throw new AppError("not_found", `The logo ${logoUri} is gone: order the cut again with it`);
  return etag;
}

/** What cannot be drawn is told before anything is paid for, and never left out. */
function expectLetters({ items, titles, captions, variants, brand }: VariantSpec): void {
  const burned = variants.some((variant) => variant.captions === "burned");
  const texts = [
    ...items.flatMap((item) => (item.kind === "card" ? [item.heading, item.figure ?? "", item.detail ?? ""] : [])),
    ...titles.flatMap(({ lines }) => lines),
    ...(burned ? captions.flatMap(({ lines }) => lines) : []),
  ];
  const missing = missingLetters(texts, brand.font);
  if (missing.length === 0) return;
  const letters = missing.slice(0, 10).join(" ");
  throw new AppError(
    "invalid",
    `The font ${brand.font} has no letters for ${letters}: it has Latin, Greek and Cyrillic. Captions of other scripts can be files beside the picture`,
  );
}
