import * as z from "zod";
import { useActor } from "../actor.ts";
import { placeOf, readText, signedUrl } from "../bucket.ts";
import { note } from "../cost/meter.ts";
import { KEPT } from "../cost/prices.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { DerivativeEntity } from "./derivative.entity.ts";
import {
  type Derivative,
  type DerivativeInfo,
  type DerivativeKind,
  type DerivativeOf,
  DerivativeRow,
  Provenance,
} from "./derivative.schema.ts";
import { downloadNameOf } from "./download-name.ts";

/** Everything that was made from an asset, with how it was made. */
export async function rows(assetId: string): Promise<DerivativeRow[]> {
  const { workspaceId } = useActor();
  const { data } = await DerivativeEntity.query
    .primary({ workspaceId, assetId })
    .go({ pages: "all", consistent: true });
  return parse(z.array(DerivativeRow), data);
}

/** One derivative with how it was made, or undefined when there is none of this kind. Reads what was written last. */
export async function findRow(assetId: string, kind: DerivativeKind): Promise<DerivativeRow | undefined> {
  const { workspaceId } = useActor();
  const { data } = await DerivativeEntity.get({ workspaceId, assetId, kind }).go({ consistent: true });
  return data ? parse(DerivativeRow, data) : undefined;
}

/** One derivative, or undefined when the asset has none of this kind. */
export async function find<Kind extends DerivativeKind>(
  assetId: string,
  kind: Kind,
): Promise<DerivativeOf<Kind> | undefined> {
  return (await findRow(assetId, kind))?.derivative as DerivativeOf<Kind> | undefined;
}

/** One derivative. Throws `not_found` when the asset has none of this kind. */
export async function get<Kind extends DerivativeKind>(assetId: string, kind: Kind): Promise<DerivativeOf<Kind>> {
  const found = await find(assetId, kind);
  if (!found) throw new AppError("not_found", `Asset ${assetId} has no ${kind}`);
  return found;
}

/** Everything that was made from an asset. How it was made is a third of the rows, and is left in the table. */
export async function list(assetId: string): Promise<Derivative[]> {
  const { workspaceId } = useActor();
  const { data } = await DerivativeEntity.query
    .primary({ workspaceId, assetId })
    .go({ pages: "all", consistent: true, attributes: ["derivative"] });
  return parse(z.array(DerivativeRow.pick({ derivative: true })), data).map(({ derivative }) => derivative);
}

/** Notes a derivative that was made and verified. Made again, it takes the place of the one before. */
export const register = fn(
  DerivativeRow.pick({ assetId: true, derivative: true }).extend({ provenance: Provenance }),
  async ({ assetId, derivative, provenance }) => {
    const { workspaceId } = useActor();
    await DerivativeEntity.put({ workspaceId, assetId, kind: derivative.kind, derivative, provenance }).go();
    note(KEPT.item, derivative.bytes);
    return derivative;
  },
);

/** Adds the URLs of a derivative that is one file. It is saved under a name that begins with its asset's. */
export async function signed(derivative: Derivative, assetName: string): Promise<DerivativeInfo> {
  if (derivative.uri.endsWith("/")) return derivative;
  const place = placeOf(derivative.uri);
  const [url, downloadUrl] = await Promise.all([
    signedUrl(place),
    signedUrl(place, downloadNameOf(assetName, derivative)),
  ]);
  return { ...derivative, url, downloadUrl };
}

/** The storyboard's WebVTT with signed URLs of its sprites, for a player that knows no more than the URL of this. */
export async function storyboardOf(assetId: string): Promise<string> {
  const storyboard = (await list(assetId)).find((derivative) => derivative.kind === "storyboard");
  if (!storyboard) throw new AppError("not_found", `Asset ${assetId} has no storyboard`);
  const index = placeOf(storyboard.uri);
  const folder = index.key.slice(0, index.key.lastIndexOf("/") + 1);
  const urls = await Promise.all(
    storyboard.sprites.map(async ({ name }) => [name, await signedUrl({ ...index, key: folder + name })] as const),
  );
  const byName = new Map(urls);
  const text = await readText(index);
  return text.replace(/^([^\s#]+)(?=#xywh=)/gm, (name) => byName.get(name) ?? name);
}
