import type { AssetSummary } from "@videoflow/client/schema";
import { expect, it } from "vitest";
import { type Sort, sortAssets } from "./sort-assets.ts";

const asset = (assetId: string, name: string, bytes: number, durationMs?: number) =>
  ({ assetId, name, bytes, durationMs }) as AssetSummary;
const assets = [asset("ast_1", "take 10", 5, 900), asset("ast_2", "Take 9", 5), asset("ast_3", "b-roll", 70, 100)];

it.each<[Sort, string[]]>([
  ["newest", ["ast_3", "ast_2", "ast_1"]],
  ["oldest", ["ast_1", "ast_2", "ast_3"]],
  ["name", ["ast_3", "ast_2", "ast_1"]],
  ["longest", ["ast_1", "ast_3", "ast_2"]],
  ["largest", ["ast_3", "ast_2", "ast_1"]],
])("sorts by %s", (sort, ids) => expect(sortAssets(assets, sort).map(({ assetId }) => assetId)).toEqual(ids));
