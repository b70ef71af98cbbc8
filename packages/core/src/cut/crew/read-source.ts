import * as z from "zod";
import type { Inspected } from "../../asset/asset.ts";
import { Brief } from "../../brief/brief.schema.ts";
import { placeOf, readText } from "../../bucket.ts";
import type { Checks, Defect } from "../../defect/defect.schema.ts";
import type { DerivativeKind } from "../../derivative/derivative.schema.ts";
import * as Derivatives from "../../derivative/derivative.ts";
import type { Slice } from "../../scene/material.ts";
import type { Scene } from "../../scene/scene.schema.ts";
import type { Word } from "../../transcript/transcript.schema.ts";
import type { Shot, Sight } from "../../vision/vision.schema.ts";
import type { Source } from "./source.ts";

const listOf = <Entry>() => z.custom<Entry[]>((value) => Array.isArray(value));

/** Our own writing, checked by its outer form only: of ten hours of footage there are some 50 MB. */
const Outer = {
  shots: z.object({ version: z.literal(1), shots: listOf<Shot>() }),
  transcript: z.object({
    ...{ version: z.literal(1), language: z.string(), quotable: z.boolean() },
    ...{ words: listOf<Word>(), utterances: listOf<Slice>() },
  }),
  vision: z.object({ version: z.literal(1), sights: listOf<Sight>() }),
  defects: z.object({
    ...{ version: z.literal(1), defects: listOf<Defect>() },
    loudness: z.custom<Checks["loudness"]>((value) => value === null || typeof value === "object"),
  }),
  scenes: z.object({ version: z.literal(1), scenes: listOf<Scene>() }),
  brief: Brief,
} satisfies Partial<Record<DerivativeKind, z.ZodType>>;

/** Reads what was found out about an asset, as far as there is anything. */
export async function readSource(asset: Inspected): Promise<Source> {
  const derivatives = await Derivatives.list(asset.assetId);
  const read = async <Kind extends keyof typeof Outer>(
    kind: Kind,
  ): Promise<z.output<(typeof Outer)[Kind]> | undefined> => {
    const uri = derivatives.find((derivative) => derivative.kind === kind)?.uri;
    if (!uri) return undefined;
    return Outer[kind].parse(JSON.parse(await readText(placeOf(uri)))) as z.output<(typeof Outer)[Kind]>;
  };
  const [shots, transcript, vision, checks, scenes, brief] = await Promise.all([
    read("shots"),
    read("transcript"),
    read("vision"),
    read("defects"),
    read("scenes"),
    read("brief"),
  ]);
  const { video, audio, durationMs } = asset.technical;
  return {
    ...{ assetId: asset.assetId, name: asset.name, createdAt: asset.createdAt },
    ...{ durationMs: video?.endMs ?? durationMs, frameRate: video?.frameRateRational ?? null },
    ...{ width: video?.displayWidth ?? 0, height: video?.displayHeight ?? 0, hasSound: audio !== null },
    ...{ language: transcript?.language ?? "und", integratedLufs: checks?.loudness?.integratedLufs ?? null },
    ...{ shots: shots?.shots ?? [], words: transcript?.words ?? [], utterances: transcript?.utterances ?? [] },
    ...{ quotable: transcript?.quotable ?? false, sights: vision?.sights ?? [], defects: checks?.defects ?? [] },
    ...{ scenes: scenes?.scenes ?? [], people: brief?.people ?? [] },
  };
}
