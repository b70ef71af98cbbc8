import { BedrockClient, GetFoundationModelCommand } from "@aws-sdk/client-bedrock";
import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { Resource } from "sst";
import * as z from "zod";
import { note } from "../cost/meter.ts";
import { AppError } from "../error.ts";
import { unlogged } from "../unlogged.ts";
import type { EmbeddingModel } from "./embedding.schema.ts";
import { inParallel } from "./in-parallel.ts";

/** Texts that are on their way at once: the model takes one a call. */
const PARALLEL = 16;

/** By HTTP/1.1: this client's own way, HTTP/2, is for answers that stream, and these do not. */
const runtime = unlogged(
  new BedrockRuntimeClient({ requestHandler: new NodeHttpHandler({ connectionTimeout: 5000 }) }),
);
const control = new BedrockClient({});

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html */
const Answer = z.object({ embedding: z.array(z.number()), inputTextTokenCount: z.int().nonnegative() });

let known: Promise<EmbeddingModel> | undefined;

/**
 * The model that embeds texts now. Its name is asked of the service, once a process: what answers to an id may be another
 * model elsewhere, or after an update, and vectors must tell. A question that failed is asked again.
 */
export function embeddingModel(): Promise<EmbeddingModel> {
  const { model: id, dimensions } = Resource.Embedding;
  known ??= control.send(new GetFoundationModelCommand({ modelIdentifier: id })).then(({ modelDetails }) => {
    const { providerName, modelName } = modelDetails ?? {};
    if (!modelName) throw new AppError("internal", `Bedrock does not tell what the model ${id} is`);
    return { id, name: [providerName, modelName].filter(Boolean).join(" "), dimensions };
  });
  known.catch(() => {
    known = undefined;
  });
  return known;
}

/**
 * Vectors of texts, in their order; of length 1. `model` is one of Titan's family. Throws `invalid` for an empty text, `internal`
 * when the answer is not what was asked for.
 */
export async function embed(
  texts: readonly string[],
  { id, dimensions }: Pick<EmbeddingModel, "id" | "dimensions">,
): Promise<number[][]> {
  const empty = texts.findIndex((text) => text.trim() === "");
  if (empty >= 0)
    throw new AppError("invalid", `Text ${empty} of ${texts.length} is empty and has no meaning to embed`);
  return inParallel(texts, PARALLEL, async (inputText) => {
    const body = JSON.stringify({ inputText, dimensions, normalize: true });
    const answer = await runtime.send(
      new InvokeModelCommand({ modelId: id, contentType: "application/json", accept: "application/json", body }),
    );
    const { embedding, inputTextTokenCount } = Answer.parse(JSON.parse(answer.body.transformToString()));
    note(`bedrock.inputTokens/${id}`, inputTextTokenCount);
    if (embedding.length === dimensions) return embedding;
    throw new AppError("internal", `${id} gave ${embedding.length} numbers, not ${dimensions}`);
  });
}
