import type { Inspected } from "../asset/asset.ts";
import { mediaOf } from "../asset/place.ts";
import type { DerivativeOf } from "../derivative/derivative.schema.ts";
import { writeDocument } from "../document.ts";
import { Transcript } from "./transcript.schema.ts";

/** Writes an asset's transcript and returns what is to be registered of it. */
export async function writeTranscript(asset: Inspected, transcript: Transcript): Promise<DerivativeOf<"transcript">> {
  const document = await writeDocument(mediaOf(asset, "transcript.json"), Transcript, transcript);
  const { source, engine, language, words, confidence, quotable } = transcript;
  return { kind: "transcript", ...document, source, engine, language, words: words.length, confidence, quotable };
}
