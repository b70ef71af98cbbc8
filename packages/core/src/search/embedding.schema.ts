import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";

/** Which model made vectors. Vectors of different models are never compared: neither its id nor its name alone tells it. */
export const EmbeddingModel = z
  .object({
    /** What it is called by, e.g. `amazon.titan-embed-text-v2:0`. */
    id: z.string().min(1),
    /** What answers to that id, as the service that runs it says, e.g. `Amazon Titan Text Embeddings V2`. */
    name: z.string().min(1),
    dimensions: z.int().positive(),
  })
  .meta({ id: "EmbeddingModel" });
export type EmbeddingModel = z.infer<typeof EmbeddingModel>;

/** `embeddings.json` of an asset: a vector a scene, in the order of the scenes. */
export const Embeddings = z
  .object({
    version: z.literal(1),
    assetId: AssetId,
    model: EmbeddingModel,
    /** Of what was embedded of a scene: SCENE_TEXT_VERSION. */
    textVersion: z.int().positive(),
    scenes: z.array(
      z.object({
        index: z.int().nonnegative(),
        /** The vector's numbers as float32, lowest byte first, in base64. */
        vector: z.base64(),
      }),
    ),
    /** For people: which texts were too long for the model and were cut. */
    notes: z.array(z.string()),
  })
  .meta({ id: "Embeddings" });
export type Embeddings = z.infer<typeof Embeddings>;
