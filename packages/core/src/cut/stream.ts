import { placeOf, readText, signedUrl } from "../bucket.ts";
import { AppError } from "../error.ts";
import type { FormatName } from "./order.schema.ts";
import { row } from "./row.ts";

/** The list of a ladder's rungs, and the list of one rung's segments. */
const PLAYLIST = /^(master|rung\d{1,3})\.m3u8$/;

/**
 * A playlist of a cut's ladder (HLS, RFC 8216) that a player can follow: rungs are named beside the list that names them, so whoever
 * serves it serves those, too; segments have signed URLs, good for an hour. Throws `not_found` for a format without a ladder, and for
 * a playlist that is not of it.
 */
export async function playlistOf(cutId: string, variant: FormatName, name: string): Promise<string> {
  const { deliverables } = await row(cutId);
  const ladder = deliverables.find((one) => one.kind === "hls" && one.variant === variant);
  if (!ladder) throw new AppError("not_found", `Cut ${cutId} has no stream of format ${variant}`);
  const master = placeOf(ladder.uri);
  const isMaster = master.key.endsWith(`/${name}`);
  const index = isMaster ? undefined : (await readText(master)).split("\n");
  if (!PLAYLIST.test(name) || (index && !index.includes(name)))
    throw new AppError("not_found", `The stream of format ${variant} of cut ${cutId} has no ${name}`);
  const beside = (file: string) => ({ ...master, key: master.key.slice(0, master.key.lastIndexOf("/") + 1) + file });
  const text = await readText(beside(name));
  return isMaster ? text : withSegments(text, (file) => signedUrl(beside(file)));
}

/** Segments, which stand on lines of their own, and what has to be known before the first of them. */
const FILES = /^[^#\s].*$|(?<=^#EXT-X-MAP:URI=")[^"]+/gm;

async function withSegments(playlist: string, urlOf: (file: string) => Promise<string>): Promise<string> {
  const files = [...new Set(playlist.match(FILES))];
  const urls = new Map(await Promise.all(files.map(async (file) => [file, await urlOf(file)] as const)));
  return playlist.replace(FILES, (file) => urls.get(file) ?? file);
}
