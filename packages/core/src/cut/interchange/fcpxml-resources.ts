import type { Variant, VariantSpec } from "../variant-spec.schema.ts";
import { seconds } from "./fcpxml-time.ts";
import { mediaFrames, mediaStart, sourceOf } from "./layout.ts";
import type { InterchangeSource, Sources } from "./source.schema.ts";
import { type CountedRate, countedRateOf } from "./timecode.ts";
import { element } from "./xml.ts";

/** Ids by which elements refer to what is declared once. */
export interface Resources {
  readonly elements: readonly string[];
  readonly dissolve: string;
  readonly title: string;
  readonly formatOf: (variant: Variant) => string;
  readonly assetOf: (assetId: string) => string;
}

const BASIC_TITLE = ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti";
/** The id by which Final Cut knows its own cross dissolve. */
const CROSS_DISSOLVE = "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265";

/** Formats of the sequences and of the footage, the footage, and the two effects that are used. */
export function resourcesOf(spec: VariantSpec, sources: Sources): Resources {
  const rate = countedRateOf(spec.frameRate);
  const elements: string[] = [];
  const nextId = (): string => `r${elements.length + 1}`;
  const add = (
    name: string,
    attributes: Record<string, string | number | undefined>,
    children: string[] = [],
  ): string => {
    const id = nextId();
    elements.push(element(name, { id, ...attributes }, children));
    return id;
  };
  const format = (at: CountedRate, width: number, height: number) =>
    add("format", { frameDuration: seconds(1, at), width, height, colorSpace: "1-1-1 (Rec. 709)" });

  const formats = new Map(spec.variants.map(({ name, width, height }) => [name, format(rate, width, height)]));
  const assets = new Map<string, string>();
  for (const item of spec.items) {
    if (item.kind === "card" || assets.has(item.assetId)) continue;
    const source = sourceOf(item, sources);
    assets.set(item.assetId, add("asset", attributesOf(source, rate, format), [media(source)]));
  }
  return {
    elements,
    dissolve: add("effect", { name: "Cross Dissolve", uid: CROSS_DISSOLVE }),
    title: add("effect", { name: "Basic Title", uid: BASIC_TITLE }),
    formatOf: ({ name }) => formats.get(name) ?? "",
    assetOf: (assetId) => assets.get(assetId) ?? "",
  };
}

const media = ({ uri }: InterchangeSource): string => element("media-rep", { kind: "original-media", src: uri });

function attributesOf(
  source: InterchangeSource,
  rate: CountedRate,
  format: (at: CountedRate, width: number, height: number) => string,
): Record<string, string | number | undefined> {
  const { frameRate, width, height, audio } = source;
  const picture = frameRate !== null && width !== null && height !== null;
  return {
    name: source.name,
    start: seconds(mediaStart(source, rate), rate),
    duration: seconds(mediaFrames(source, rate), rate),
    ...(picture && { hasVideo: 1, videoSources: 1, format: format(countedRateOf(frameRate), width, height) }),
    ...(audio && { hasAudio: 1, audioSources: 1, audioChannels: audio.channels, audioRate: audio.sampleRate }),
  };
}
