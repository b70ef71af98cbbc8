import { tensor1d, tensor2d, tidy } from "@energetic-ai/core";
import type { EmbeddingsModel } from "@energetic-ai/embeddings";

/** The encoder reads so many pieces of a text and no more. */
const MOST_PIECES = 128;
const PARTS = "module_apply_default/Encoder_en/KonaTransformer";

/**
 * Vectors of texts, the same as the model's own `embed` gives. Twice in its graph something is looked for whose size nobody knows
 * before: which pieces there are, and where. With such nodes every run takes the graph apart anew and waits at each step: a quarter
 * of the time for a short query. Both are known from the pieces, so they are given, and the graph is run at once.
 */
export function encode({ tokenizer, model }: EmbeddingsModel, texts: readonly string[]): number[][] {
  const pieces = texts.map((text) => tokenizer.encode(text).slice(0, MOST_PIECES));
  const places = pieces.flatMap((row, at) => row.map((_, place): [number, number] => [at, place]));
  const values = pieces.flat();
  return tidy(() => {
    const where = tensor2d(places, [places.length, 2], "int32");
    const vectors = model.execute({
      indices: where,
      values: tensor1d(values, "int32"),
      [`${PARTS}/ClipToMaxLength/Reshape`]: tensor1d([...values.keys()], "int32"),
      [`${PARTS}/Encode/TransformerStack/Layer_1/TransformerLayer/FFN/StoreMask/ToInt32`]: where,
      [`${PARTS}/Encode/TransformerStack/Layer_0/AddTimingSignal/strided_slice_2`]: tensor1d(
        places.map(([, place]) => place),
        "int32",
      ),
    });
    if (Array.isArray(vectors) || !("arraySync" in vectors)) throw new Error("The model gave more than one answer");
    return vectors.arraySync() as number[][];
  });
}
