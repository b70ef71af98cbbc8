import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { download, placeOf, uploadFile, uriOf } from "@videoflow/core/bucket";
import type { Deliverable } from "@videoflow/core/cut/cut.schema";
import { readSpec } from "@videoflow/core/cut/documents";
import { FormatName } from "@videoflow/core/cut/order.schema";
import { askedOf } from "@videoflow/core/cut/render/asked";
import { deliverablePlace, readPlan, soundPlace, videoName } from "@videoflow/core/cut/render/render-places";
import { CutTask } from "@videoflow/core/cut/task.schema";
import type { Variant, VariantSpec } from "@videoflow/core/cut/variant-spec.schema";
import { Checks, type Defect } from "@videoflow/core/defect/defect.schema";
import * as Derivatives from "@videoflow/core/derivative/derivative";
import { readDocument } from "@videoflow/core/document";
import { AppError } from "@videoflow/core/error";
import { fileFacts } from "@videoflow/media/file-facts";
import { rateOf } from "@videoflow/media/render/rate";
import { loudnessOfFile } from "@videoflow/media/render/sound/measure";
import { ladder, MASTER_PLAYLIST } from "@videoflow/media/render/stream";
import { thumbnail } from "@videoflow/media/render/thumbnail";
import { type DeliverableFacts, verifyDeliverable } from "@videoflow/media/render/verify-deliverable";
import { inScratch } from "../derive/scratch.ts";
import { task } from "../lambda.ts";

const TIMEOUT_MS = 14 * 60_000;

/**
 * Decodes what was joined and holds it to the spec; throws `derivative_wrong` otherwise. What holds gets its thumbnail and, where it is
 * wanted, its ladder for streaming. Returns the deliverables of this format.
 */
export const handler = task(CutTask.extend({ format: FormatName }), async ({ cutId, revision, format }) => {
  const [spec, { sound }] = await Promise.all([readSpec(cutId, revision), readPlan(cutId, revision)]);
  const variant = spec.variants.find(({ name }) => name === format);
  if (!variant) throw new AppError("internal", `Cut ${cutId} has no format ${format}`);
  return inScratch(async (directory) => {
    const name = videoName(format);
    const file = join(directory, name);
    await download(deliverablePlace(cutId, revision, name), file);
    const mix = join(directory, "sound.m4a");
    await download(soundPlace(cutId, sound.key), mix);
    const isSilent = (await loudnessOfFile(mix, TIMEOUT_MS)) === null;
    const facts = await verify(file, spec, variant, isSilent);
    const deliver = deliverer(cutId, revision, variant);
    return [
      video(deliver, name, facts),
      await deliverThumbnail(deliver, file, spec),
      ...(variant.hls ? [await deliverLadder(deliver, file, variant, spec, directory)] : []),
    ];
  });
});

/** Silent is what the mixer left so: it writes nothing that is silent of sound that is not. */
async function verify(file: string, spec: VariantSpec, variant: Variant, isSilent: boolean): Promise<DeliverableFacts> {
  const defects = await defectsOf(spec);
  const promised = {
    ...{ variant, rate: rateOf(spec.frameRate), frames: spec.frames, loudness: isSilent ? null : spec.loudness },
    ...askedOf(spec, (assetId) => defects.get(assetId) ?? []),
  };
  return verifyDeliverable(file, promised, TIMEOUT_MS);
}

/** What the footage's own check found. Footage that was never checked promises nothing: then all black is a fault. */
async function defectsOf({ items }: VariantSpec): Promise<Map<string, Defect[]>> {
  const ids = new Set(items.flatMap((item) => (item.kind === "clip" ? [item.assetId] : [])));
  const found = await Promise.all(
    [...ids].map(async (assetId) => {
      const row = await Derivatives.findRow(assetId, "defects");
      return [assetId, row ? (await readDocument(placeOf(row.derivative.uri), Checks)).defects : []] as const;
    }),
  );
  return new Map(found);
}

const deliverer = (cutId: string, revision: number, { name: variant }: Variant) => ({
  variant,
  place: (name: string) => deliverablePlace(cutId, revision, name),
  as: (name: string, facts: Pick<Deliverable, "kind" | "bytes" | "sha256" | "contentType">): Deliverable => ({
    ...{ name, variant, revision, uri: uriOf(deliverablePlace(cutId, revision, name)) },
    ...facts,
  }),
});
type Deliverer = ReturnType<typeof deliverer>;

function video(deliver: Deliverer, name: string, { bytes, sha256, ...measured }: DeliverableFacts): Deliverable {
  return { ...deliver.as(name, { kind: "video", bytes, sha256, contentType: "video/mp4" }), measured };
}

async function deliverThumbnail(
  deliver: Deliverer,
  file: string,
  { thumbnailFrame = 0, frameRate }: VariantSpec,
): Promise<Deliverable> {
  const [path, name, contentType] = [`${file}.jpg`, `${deliver.variant}.jpg`, "image/jpeg"];
  await thumbnail(file, thumbnailFrame, rateOf(frameRate), path, TIMEOUT_MS);
  const fixity = await uploadFile(path, deliver.place(name), contentType);
  return deliver.as(name, { kind: "thumbnail", contentType, ...fixity });
}

/** The master playlist last: where it is, all that it names is. */
async function deliverLadder(
  deliver: Deliverer,
  file: string,
  variant: Variant,
  { frameRate }: VariantSpec,
  directory: string,
): Promise<Deliverable> {
  const folder = join(directory, "hls");
  await mkdir(folder);
  const names = await ladder(file, variant, rateOf(frameRate), folder, TIMEOUT_MS);
  const sorted = names.toSorted((a, b) => Number(a === MASTER_PLAYLIST) - Number(b === MASTER_PLAYLIST));
  for (const name of sorted)
    await uploadFile(join(folder, name), deliver.place(`${variant.name}/${name}`), contentTypeOf(name));
  const facts = await fileFacts(...names.map((name) => join(folder, name)));
  return deliver.as(`${variant.name}/${MASTER_PLAYLIST}`, {
    kind: "hls",
    contentType: contentTypeOf(MASTER_PLAYLIST),
    ...facts,
  });
}

const contentTypeOf = (name: string): string =>
  name.endsWith(".m3u8") ? "application/vnd.apple.mpegurl" : name.endsWith(".m4s") ? "video/iso.segment" : "video/mp4";
