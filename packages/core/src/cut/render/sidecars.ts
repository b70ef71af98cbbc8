import { AppError } from "../../error.ts";
import { parseSubtitles } from "../../transcript/parse-subtitles.ts";
import type { Transcript } from "../../transcript/transcript.schema.ts";
import { toSubRip, toWebVtt } from "../../transcript/write-captions.ts";
import type { Deliverable } from "../cut.schema.ts";
import { fpsOf, msOf } from "../frame-rate.ts";
import type { Caption, ClipItem, VariantSpec } from "../variant-spec.schema.ts";

interface Sidecar extends Pick<Deliverable, "kind" | "variant" | "contentType"> {
  readonly name: string;
  readonly text: string;
}

/** Files of captions: of one format where only that has them beside it, of all otherwise. They are the same for each. */
export function sidecarsOf(spec: VariantSpec): Sidecar[] {
  const beside = spec.variants.filter(({ captions }) => captions === "sidecar");
  if (beside.length === 0 || spec.captions.length === 0) return [];
  const [only, ...others] = beside;
  const variant = only && others.length === 0 ? only.name : null;
  const captions = spec.captions.map(({ startFrame, frames, lines }) => ({
    startMs: msOf(startFrame, spec.frameRate),
    endMs: msOf(startFrame + frames, spec.frameRate),
    lines,
  }));
  const name = variant ?? "captions";
  return [
    { kind: "sidecar", variant, name: `${name}.srt`, contentType: "application/x-subrip", text: toSubRip(captions) },
    { kind: "sidecar", variant, name: `${name}.vtt`, contentType: "text/vtt", text: toWebVtt(captions, spec.title) },
  ];
}

/** What people notice as out of step, in milliseconds. */
const IN_SYNC_MS = 80;

/**
 * Holds captions to what is said: each comes with its first word and does not go before its last, within 80 ms and what a frame is
 * long; a word that lies outside of the clip's picture is not waited for. Files beside the picture are read back. Throws
 * `derivative_wrong` with the first that is out of step.
 */
export function expectInSync(
  spec: VariantSpec,
  transcripts: ReadonlyMap<string, Transcript>,
  files: readonly string[],
): void {
  for (const caption of spec.captions) {
    const said = saidAt(spec, caption, transcripts.get(caption.assetId));
    const [from, to] = [caption.startFrame, caption.startFrame + caption.frames].map((at) => msOf(at, spec.frameRate));
    check(spec, caption, "comes", (from ?? 0) - said.startMs);
    check(spec, caption, "goes", Math.min(0, (to ?? 0) - said.endMs));
  }
  for (const file of files) {
    const { cues } = parseSubtitles(file);
    if (cues.length !== spec.captions.length)
      throw new AppError("derivative_wrong", `A file of captions has ${cues.length}, the cut ${spec.captions.length}`);
    for (const [index, caption] of spec.captions.entries()) {
      const cue = cues[index];
      check(spec, caption, "comes in its file", (cue?.startMs ?? 0) - msOf(caption.startFrame, spec.frameRate));
      check(
        spec,
        caption,
        "goes in its file",
        (cue?.endMs ?? 0) - msOf(caption.startFrame + caption.frames, spec.frameRate),
      );
    }
  }
}

function check({ frameRate }: VariantSpec, { lines }: Caption, what: string, offMs: number): void {
  if (Math.abs(offMs) <= IN_SYNC_MS + 1000 / fpsOf(frameRate)) return;
  const when = offMs > 0 ? "late" : "early";
  throw new AppError(
    "derivative_wrong",
    `The caption "${lines.join(" ")}" ${what} ${Math.round(Math.abs(offMs))} ms too ${when}`,
  );
}

/** When a caption's words are said in the cut, as far as the picture of their clip goes. */
function saidAt(
  { items, frameRate }: VariantSpec,
  { startFrame, assetId, from, to, lines }: Caption,
  transcript?: Transcript,
) {
  let start = 0;
  for (const item of items) {
    const isHere = startFrame >= start && startFrame < start + item.frames;
    if (isHere && item.kind === "clip" && item.assetId === assetId) return spanIn(item, start, frameRate);
    start += item.frames;
  }
  throw new AppError("derivative_wrong", `The caption "${lines.join(" ")}" stands on no clip of ${assetId}`);

  function spanIn({ inFrame, frames }: ClipItem, begins: number, rate: string) {
    const [first, last] = [transcript?.words[from], transcript?.words[to - 1]];
    if (!first || !last)
      throw new AppError("derivative_wrong", `The caption "${lines.join(" ")}" is of words that ${assetId} has not`);
    const [earliest, latest] = [msOf(begins, rate), msOf(begins + frames, rate)];
    const shift = msOf(begins, rate) - msOf(inFrame, rate);
    return { startMs: Math.max(earliest, first.startMs + shift), endMs: Math.min(latest, last.endMs + shift) };
  }
}
