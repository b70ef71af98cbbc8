import { Resource } from "sst";
import { AssetId } from "../asset/asset.schema.ts";
import { listFolders } from "../bucket.ts";
import type { Range } from "../range.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";

/** A workspace's folder in the media bucket, or an asset's folder in that. */
export interface Folder {
  readonly workspaceId: string;
  readonly assetId?: string;
}

/** Its key, by which ranges are told: a workspace comes before its assets, and all of them before the next workspace. */
export const folderKey = ({ workspaceId, assetId }: Folder): string =>
  assetId ? `${workspaceId}/${assetId}/` : `${workspaceId}/`;

/** Comes after everything that we put into a folder, whose names are of letters, digits and `.-_`. */
const LAST_IN_FOLDER = "~";

/** The folders of a range of the media bucket, by their keys: those after its begin, up to and with its end, in the order of their keys. */
export async function* foldersOf({ after, until }: Range): AsyncGenerator<Folder> {
  for await (const folder of foldersAfter(after)) {
    if (until !== null && folderKey(folder) > until) return;
    yield folder;
  }
}

/** The keys of all folders, in their order. */
export async function* folderKeys(): AsyncGenerator<string> {
  for await (const folder of foldersOf({ after: null, until: null })) yield folderKey(folder);
}

async function* foldersAfter(after: string | null): AsyncGenerator<Folder> {
  const begun = after?.slice(0, after.indexOf("/"));
  if (begun && after) yield* assetsOf(begun, after === `${begun}/` ? undefined : after + LAST_IN_FOLDER);
  const workspaces = listFolders(Resource.Media.name, "wsp_", begun && `${begun}/${LAST_IN_FOLDER}`);
  for await (const folder of workspaces) {
    const workspaceId = folder.slice(0, -1);
    if (!WorkspaceId.safeParse(workspaceId).success) continue;
    yield { workspaceId };
    yield* assetsOf(workspaceId);
  }
}

async function* assetsOf(workspaceId: string, after?: string): AsyncGenerator<Folder> {
  for await (const folder of listFolders(Resource.Media.name, `${workspaceId}/ast_`, after)) {
    const assetId = folder.slice(workspaceId.length + 1, -1);
    if (AssetId.safeParse(assetId).success) yield { workspaceId, assetId };
  }
}
