import { AppError } from "../../error.ts";
import type { InterchangeSource, Sources } from "./source.schema.ts";

/** What a file says of the footage behind a clip; the surest first. */
interface MediaHints {
  readonly assetId?: string | undefined;
  readonly reel?: string | undefined;
  readonly uri?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** The last part of a path, of any system, without escapes of URLs. */
export function fileName(uri: string): string {
  const last = uri.split(/[/\\]/).at(-1) ?? uri;
  return URL.canParse(uri) && !/%(?![0-9a-f]{2})/i.test(last) ? decodeURIComponent(last) : last;
}

/** A tape name of eight letters, as CMX3600 has them: the end of the asset's id, which is random. */
export const reelOf = (assetId: string): string => assetId.slice(-8);

/** Finds the asset that a clip of a file is of. Throws `invalid`, naming the clip, when it is none of these, or could be several. */
export function findMedia(where: string, hints: MediaHints, sources: Sources): InterchangeSource {
  const all = [...sources.values()];
  // A clip that was relinked may still have the id of what it was before.
  const known = hints.assetId === undefined ? undefined : sources.get(hints.assetId);
  if (known && (known.uri === hints.uri || !all.some(({ uri }) => uri === hints.uri))) return known;
  // A clip may have any name; what its file is called says more.
  const file = hints.uri ? fileName(hints.uri) : (hints.name ?? undefined);
  const ways: ((source: InterchangeSource) => boolean)[] = [
    ({ assetId }) => reelOf(assetId) === hints.reel,
    ({ uri }) => uri === hints.uri,
    (source) => file !== undefined && [source.name, fileName(source.uri)].includes(file),
  ];
  for (const isIt of ways) {
    const [only, another] = all.filter(isIt);
    if (another)
      throw new AppError(
        "invalid",
        `${where} could be of several assets that are called ${only?.name}; name them apart`,
      );
    if (only) return only;
  }
  throw new AppError(
    "invalid",
    `${where} is of footage that is not in the library (${file ?? hints.reel ?? "it has no name"}); upload it, or take the clip out`,
  );
}
