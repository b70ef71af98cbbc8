import { inFrames, msAt, rateOf } from "../frame-rate.ts";
import type { Finding, GateResult } from "../gate.schema.ts";
import { type Placed, placed } from "../placed.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { captionFault, claimFault, evidenceFault, type Facts, figureFault, SYNC_MS } from "./claims.ts";
import { fault, figure, pass, resultOf } from "./finding.ts";
import type { Reference } from "./reference.ts";

/** Every caption, title, number and reason is borne out by transcript, picture, brief or count. */
export function factsGate(spec: VariantSpec, reference: Reference): GateResult {
  const facts = factsOf(reference);
  const places = placed(spec.items);
  const captions = spec.captions.map((caption) => ({
    caption,
    wrong: captionFault(caption, facts) ?? outOfSync(caption, spec, places, facts),
  }));
  const wrong = captions.flatMap(({ caption, wrong: text }) => {
    const item = places.find((place) => place.startFrame <= caption.startFrame && caption.startFrame < place.endFrame)
      ?.item.id;
    return text ? [fault(`Caption “${caption.lines.join(" ")}”: ${text}`, { ...(item && { item }) })] : [];
  });
  const right = captions.length - wrong.length;
  return resultOf(
    "facts",
    [
      ...spec.items.flatMap((item) => itemFindings(item, facts)),
      ...spec.titles.map(({ id, lines, evidence }) => {
        const text = claimFault(lines, evidence, facts);
        const about = { item: id, evidence };
        return text ? fault(`${id}: ${text}`, about) : pass(`“${lines.join(" / ")}” is borne out`, about);
      }),
      ...wrong,
      ...(right > 0
        ? [pass(`${right} captions say what is said, when it is said`, { evidence: [figure("captions", right)] })]
        : []),
    ],
    "Nothing is claimed",
  );
}

function itemFindings(item: VariantSpec["items"][number], facts: Facts): Finding[] {
  const about = { item: item.id, evidence: item.evidence };
  if (item.kind === "clip") {
    const wrong = item.evidence.map((one) => evidenceFault(one, facts)).find(Boolean);
    return wrong ? [fault(`${item.id}: ${wrong}`, about)] : [];
  }
  const { heading, figure: number, detail, evidence } = item;
  const wrong =
    claimFault([heading, ...(number ? [number] : []), ...(detail ? [detail] : [])], evidence, facts) ??
    (number ? figureFault(number, evidence) : undefined);
  return wrong
    ? [fault(`${item.id}: ${wrong}`, about)]
    : [pass(`Card “${heading}${number ? `, ${number}` : ""}” is borne out`, about)];
}

/** Whether a caption begins with its first word, within its clip. */
function outOfSync(
  { assetId, from, startFrame, frames }: VariantSpec["captions"][number],
  { frameRate }: VariantSpec,
  places: readonly Placed[],
  facts: Facts,
): string | undefined {
  const rate = rateOf(frameRate);
  const place = places.find((one) => one.startFrame <= startFrame && startFrame + frames <= one.endFrame);
  if (place?.item.kind !== "clip" || place.item.assetId !== assetId) return "it is not within a clip of its asset";
  if (!place.item.sound.on) return "its clip is not heard";
  const saidAt = inFrames(facts.word(assetId, from)?.startMs ?? 0, rate) - place.item.inFrame + place.startFrame;
  const off = Math.round(msAt(Math.abs(saidAt - startFrame), rate));
  return off > SYNC_MS ? `it is ${off} ms away from its first word` : undefined;
}

function factsOf({ order, counts, sources }: Reference): Facts {
  return {
    ...{ order, counts },
    word: (assetId, at) => sources.get(assetId)?.words[at],
    isQuotable: (assetId) => sources.get(assetId)?.quotable ?? false,
    wasSeen: (assetId, index, atMs) =>
      sources.get(assetId)?.sights.some((sight) => sight.index === index && sight.atMs === atMs) ?? false,
  };
}
