import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import * as z from "zod";
import { useActor } from "../actor.ts";
import { parse } from "../fn.ts";
import { SegmentEntity } from "./segment.entity.ts";
import { type IndexedScene, type Segment, SegmentAsset } from "./segment.schema.ts";

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** A row is at most 400 kB; postings of so many scenes with much speech have some 100 kB, gzipped. */
const SCENES_A_ROW = 200;

/** Puts an asset's postings into the table, in place of what was there. May be cut off and done again. */
export async function publish({ assetId, scenes }: Segment, asset: SegmentAsset): Promise<void> {
  const { workspaceId } = useActor();
  const { data: before } = await SegmentEntity.query
    .primary({ workspaceId, assetId })
    .go({ pages: "all", attributes: ["part"] });
  const parts = Math.max(1, Math.ceil(scenes.length / SCENES_A_ROW));
  for (let part = 0; part < parts; part++) {
    const firstScene = part * SCENES_A_ROW;
    const json = JSON.stringify(scenes.slice(firstScene, firstScene + SCENES_A_ROW));
    const row = { workspaceId, assetId, part, firstScene, asset, changedAt: new Date().toISOString() };
    await SegmentEntity.put({ ...row, scenes: await compress(json) }).go();
  }
  for (const { part } of before.filter((row) => row.part >= parts)) {
    await SegmentEntity.put({
      workspaceId,
      assetId,
      part,
      firstScene: 0,
      asset,
      changedAt: new Date().toISOString(),
    }).go();
  }
}

/** Changes what is known of an asset as a whole; its scenes stay. */
export async function describe(assetId: string, asset: SegmentAsset): Promise<void> {
  const { workspaceId } = useActor();
  const { data } = await SegmentEntity.query
    .primary({ workspaceId, assetId })
    .go({ pages: "all", attributes: ["part"] });
  for (const { part } of data) {
    await SegmentEntity.patch({ workspaceId, assetId, part }).set({ asset, changedAt: new Date().toISOString() }).go();
  }
}

/** A row as whoever holds the index needs it. No scenes: they are gone. */
export interface SegmentRow {
  readonly assetId: string;
  readonly part: number;
  readonly changedAt: string;
  readonly firstScene: number;
  readonly asset: SegmentAsset;
  readonly scenes: readonly IndexedScene[];
}

type Changed = Pick<SegmentRow, "assetId" | "part" | "changedAt">;

/**
 * What has changed in the workspace since a time (ISO), page by page, the oldest change first. Only what `isNew` wants is read
 * whole: who asks again and again knows most of it.
 */
export async function* changesSince(since: string, isNew: (row: Changed) => boolean): AsyncGenerator<SegmentRow[]> {
  const { workspaceId } = useActor();
  let cursor: string | null = null;
  do {
    const page: { data: Changed[]; cursor: string | null } = await SegmentEntity.query
      .byChange({ workspaceId })
      .gte({ changedAt: since })
      .go({ cursor, attributes: ["assetId", "part", "changedAt"] });
    yield await read(page.data.filter(isNew).map(({ assetId, part }) => ({ workspaceId, assetId, part })));
    cursor = page.cursor;
  } while (cursor !== null);
}

interface Key {
  readonly workspaceId: string;
  readonly assetId: string;
  readonly part: number;
}

/** Rows as they are now; as many calls as it takes. */
async function read(keys: readonly Key[]): Promise<SegmentRow[]> {
  const rows: SegmentRow[] = [];
  for (let left = [...keys]; left.length > 0; ) {
    const { data, unprocessed } = await SegmentEntity.get(left).go({ consistent: true, concurrency: 4 });
    for (const { assetId, part, changedAt, firstScene, asset, scenes } of data) {
      rows.push({
        ...{ assetId, part, changedAt, firstScene },
        asset: parse(SegmentAsset, asset),
        scenes: scenes ? scenesIn((await expand(scenes)).toString()) : [],
      });
    }
    left = unprocessed;
  }
  return rows;
}

/** Our own writing, checked by its outer form only: a hundred thousand scenes are read before the first search. */
function scenesIn(json: string): IndexedScene[] {
  return z
    .array(z.custom<IndexedScene>((value) => Array.isArray((value as IndexedScene).terms)))
    .parse(JSON.parse(json));
}
