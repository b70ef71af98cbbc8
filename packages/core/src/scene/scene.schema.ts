import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { DefectKind } from "../defect/defect.schema.ts";
import { Confidence, Ms, span } from "../span.ts";
import { Colour } from "../vision/vision.schema.ts";

/** What a statement rests on: words of the transcript (`to` not included), or a frame and what was seen in it. */
export const Evidence = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("words"), from: z.int().nonnegative(), to: z.int().positive(), text: z.string() }),
    z.object({ kind: z.literal("frame"), index: z.int().nonnegative(), atMs: Ms, seen: z.string() }),
  ])
  .meta({ id: "Evidence" });
export type Evidence = z.infer<typeof Evidence>;

/** Shots that share meaning. `index` is its number within the asset, from 0. */
export const Scene = z
  .object({
    index: z.int().nonnegative(),
    ...span,
    /** Indexes into the asset's shots, `to` not included; null for sound without a picture. */
    shots: z.object({ from: z.int().nonnegative(), to: z.int().positive() }).nullable(),
    /** One to three plain sentences of what is seen and heard, made of the evidence and nothing else. */
    description: z.string().min(1),
    evidence: z.array(Evidence),
    /** What is said in it; indexes into the transcript's words. Null when nobody speaks. */
    speech: z
      .object({
        from: z.int().nonnegative(),
        to: z.int().positive(),
        text: z.string(),
        confidence: Confidence,
        quotable: z.boolean(),
      })
      .nullable(),
    /** Things seen, surest first, each once. */
    labels: z.array(z.object({ name: z.string(), confidence: Confidence })),
    /** The most people that are in one of its frames. */
    people: z.int().nonnegative(),
    faces: z.int().nonnegative(),
    /** Lines of text in the picture, each once, in the order in which they appear. */
    texts: z.array(z.string()),
    colours: z.array(Colour),
    /** Kinds of defects that touch it. */
    defects: z.array(DefectKind),
    /** The frame of `frames/` that stands for it; null without a picture. */
    posterFrame: z.int().nonnegative().nullable(),
  })
  .meta({ id: "Scene" });
export type Scene = z.infer<typeof Scene>;

/** `scenes.json` of an asset: without gaps, from 0 to the end. */
export const Scenes = z
  .object({
    version: z.literal(1),
    assetId: AssetId,
    /** BCP 47 of what is spoken; `und` where nobody knows or speaks. */
    language: z.string(),
    scenes: z.array(Scene).min(1),
  })
  .meta({ id: "Scenes" });
export type Scenes = z.infer<typeof Scenes>;
