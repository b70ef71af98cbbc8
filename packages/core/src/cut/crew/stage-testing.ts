import type * as z from "zod";
import type { Inspected } from "../../asset/asset.ts";
import { audioTrack, technical, videoTrack } from "../../derivative/testing.ts";
import type { Source } from "./source.ts";

/**
 * Puts assets that were never filmed into a library: rows, documents, both search indexes; an original that is but a text. Domains
 * are loaded when the stage is there.
 */
export async function putLibrary(sources: readonly Source[]): Promise<void> {
  const { indexScenes } = await import("../../search/index-scenes.ts");
  const { indexWords } = await import("../../search/index-words.ts");
  for (const source of sources) {
    const asset = await putAsset(source);
    await indexScenes(asset, false);
    await indexWords(asset, false);
  }
}

/** The same of one asset, without the indexes. */
export async function putAsset(source: Source): Promise<Inspected> {
  const Assets = await import("../../asset/asset.ts");
  const { originalOf } = await import("../../asset/place.ts");
  const { etagOf, uploadWhole } = await import("../../bucket.ts");
  const { useActor } = await import("../../actor.ts");
  const { assetId, durationMs, width, height } = source;
  const key = `uploads/${useActor().workspaceId}/${assetId}/${source.name}`;
  await uploadWhole(`the original of ${assetId}`, originalOf({ key }), "video/quicktime");
  const etag = (await etagOf(originalOf({ key }))) ?? "";
  await Assets.create({ assetId, name: source.name, status: "received", key, bytes: 1, etag, collections: ["all"] });
  await Assets.move(assetId, "processing");
  const size = { width, height, displayWidth: width, displayHeight: height };
  const video = videoTrack({ ...size, endMs: durationMs, frameRateRational: source.frameRate ?? "25/1" });
  const audio = audioTrack({ endMs: durationMs });
  await Assets.move(assetId, "ready", {
    technical: technical({ durationMs, video, audio, audioTracks: [audio] }),
    fingerprint: "f".repeat(64),
    understanding: { status: "searchable", runId: "run_01JZX3V6Q5R8T9W2Y4A6C8E0G1" },
  });
  const asset = await Assets.getInspected(assetId);
  await putDocuments(asset, source);
  return asset;
}

async function putDocuments(asset: Parameters<typeof register>[0], source: Source): Promise<void> {
  const { Checks } = await import("../../defect/defect.schema.ts");
  const { Scenes } = await import("../../scene/scene.schema.ts");
  const { Transcript } = await import("../../transcript/transcript.schema.ts");
  const { Shots, Vision } = await import("../../vision/vision.schema.ts");
  const head = { version: 1, assetId: source.assetId } as const;
  const { words, utterances, shots, sights, scenes, defects, durationMs, quotable, integratedLufs } = source;
  const transcript = {
    ...{ ...head, source: "sidecar" as const, engine: "subrip", language: "en", timing: "measured" as const },
    ...{ confidence: 1, notes: [], quotable, words: [...words], utterances: [...utterances], durationMs },
  };
  const heard = { source: "sidecar", engine: "subrip", language: "en", words: words.length, confidence: 1, quotable };
  await register(asset, "transcript", Transcript, transcript, heard);
  const cuts = shots.map((shot) => ({ ...shot, cutScore: 50 }));
  await register(asset, "shots", Shots, { ...head, shots: cuts }, { count: shots.length });
  const seen = { frames: sights.length, labels: [], people: 1, faces: 1, texts: 0 };
  const engines = { labels: "a", faces: "b", text: "c" };
  await register(asset, "vision", Vision, { ...head, engines, sights: [...sights], texts: [] }, seen);
  const loudness = { integratedLufs: integratedLufs ?? -23, rangeLu: 5, truePeakDbtp: -3 };
  await register(asset, "defects", Checks, { ...head, loudness, defects: [...defects] }, { count: 0, critical: 0 });
  await register(asset, "scenes", Scenes, { ...head, language: "en", scenes: [...scenes] }, { count: scenes.length });
}

async function register<Schema extends z.ZodType>(
  asset: { workspaceId: string; assetId: string },
  kind: "transcript" | "shots" | "vision" | "defects" | "scenes",
  schema: Schema,
  value: z.input<Schema>,
  facts: object,
): Promise<void> {
  const { mediaOf } = await import("../../asset/place.ts");
  const Derivatives = await import("../../derivative/derivative.ts");
  const { writeDocument } = await import("../../document.ts");
  const document = await writeDocument(mediaOf(asset, `${kind}.json`), schema, value);
  await Derivatives.register({
    assetId: asset.assetId,
    derivative: { kind, ...document, ...facts } as never,
    provenance: { inputs: {}, operation: kind, parameters: {}, tool: "test" },
  });
}
