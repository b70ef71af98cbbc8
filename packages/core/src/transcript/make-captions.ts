import type { Inspected } from "../asset/asset.ts";
import { mediaOf } from "../asset/place.ts";
import { placeOf, uploadWhole, uriOf } from "../bucket.ts";
import type { DerivativeOf } from "../derivative/derivative.schema.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { make } from "../derivative/make.ts";
import { readDocument } from "../document.ts";
import { CAPTION } from "./caption-shape.ts";
import { captionsOf } from "./captions.ts";
import { Transcript } from "./transcript.schema.ts";
import { toSubRip, toWebVtt } from "./write-captions.ts";

/** Version of the rules that make captions: another one makes other captions of the same words. */
const CAPTION_RULES = "caption rules 1";

/** Captions of an asset as WebVTT, and as SubRip beside it. Undefined when it has no transcript. */
export async function makeCaptions(asset: Inspected, force: boolean): Promise<DerivativeOf<"captions"> | undefined> {
  const { assetId } = asset;
  const transcript = await Derivatives.find(assetId, "transcript");
  if (!transcript) return undefined;
  const provenance = {
    ...{ inputs: { transcript: transcript.sha256 }, operation: "captions", parameters: { ...CAPTION } },
    tool: CAPTION_RULES,
  };
  return make({ assetId, kind: "captions", provenance, force }, async () => {
    const document = await readDocument(placeOf(transcript.uri), Transcript);
    const captions = captionsOf(document);
    const place = mediaOf(asset, "captions.vtt");
    await uploadWhole(toSubRip(captions), mediaOf(asset, "captions.srt"), "application/x-subrip");
    // The one that is registered last: where it is, the other is.
    const fixity = await uploadWhole(toWebVtt(captions, remarkOf(document)), place, "text/vtt");
    const { language } = document;
    return { kind: "captions", uri: uriOf(place), contentType: "text/vtt", ...fixity, language, cues: captions.length };
  });
}

function remarkOf({ source, engine, confidence, quotable }: Transcript): string {
  if (source !== "recognition")
    return `From ${source === "sidecar" ? "a file beside the footage" : "the footage itself"} (${engine})`;
  const percent = Math.round(100 * confidence);
  return `Heard by ${engine}, confidence ${percent} %${quotable ? "" : ": not to be quoted as what was said"}`;
}
