import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { DefectKind } from "../defect/defect.schema.ts";
import { ASSERTED } from "../scene/describe.ts";
import type { Scene } from "../scene/scene.schema.ts";
import { Ms, span } from "../span.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";

/** Of a vector's metadata 2 kB may be filterable; so many labels of such length leave room for the rest. */
const MOST_LABELS = 20;
const LONGEST_LABEL = 48;

/** Keys of the metadata that come back with a result and that no filter asks for; the index is made with them. */
export const NOT_FILTERABLE = ["scene", "startMs", "endMs"] as const;

/** What the vector index knows of a scene besides its vector. Lists that are empty are left out. */
export const SceneFacts = z.object({
  workspaceId: WorkspaceId,
  assetId: AssetId,
  scene: z.int().nonnegative(),
  ...span,
  people: z.int().nonnegative(),
  speech: z.boolean(),
  /** In lower case. */
  labels: z.array(z.string()).optional(),
  defects: z.array(DefectKind).optional(),
  /** Of the whole asset. */
  durationMs: Ms,
  /** When the asset came, in milliseconds since 1970: filters compare numbers only. */
  createdAt: z.int(),
});
export type SceneFacts = z.infer<typeof SceneFacts>;

interface Whole {
  readonly workspaceId: string;
  readonly assetId: string;
  readonly createdAt: string;
  readonly durationMs: number;
}

export function sceneFacts(scene: Scene, { workspaceId, assetId, createdAt, durationMs }: Whole): SceneFacts {
  const sure = scene.labels.filter(({ confidence }) => confidence >= ASSERTED);
  const labels = sure.slice(0, MOST_LABELS).map(({ name }) => name.toLowerCase().slice(0, LONGEST_LABEL));
  return {
    workspaceId,
    assetId,
    scene: scene.index,
    startMs: scene.startMs,
    endMs: scene.endMs,
    people: scene.people,
    speech: scene.speech !== null,
    ...(labels.length > 0 && { labels }),
    ...(scene.defects.length > 0 && { defects: scene.defects }),
    durationMs,
    createdAt: Date.parse(createdAt),
  };
}
