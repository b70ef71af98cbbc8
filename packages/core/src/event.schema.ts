import * as z from "zod";
import { AssetId } from "./asset/asset.schema.ts";
import { CutId } from "./cut/cut-id.ts";
import { idSchema } from "./id.ts";
import { Reason } from "./reason.ts";
import { RunId } from "./run/run.schema.ts";
import { WorkspaceId } from "./workspace/workspace.schema.ts";

export const EventId = idSchema("evt");

/** Most events are about a run, by which they are known: told twice of the same run, it is the same event. */
const ofRun = z.object({ workspaceId: WorkspaceId, runId: RunId });
const ofAsset = ofRun.extend({ assetId: AssetId });
const ofCut = ofRun.extend({ cutId: CutId, title: z.string() });
/** These are about what somebody did with an asset, and known by when that was. */
const ofDeed = z.object({ workspaceId: WorkspaceId, assetId: AssetId, name: z.string() });
const runEnded = ofRun.extend({ workflow: z.string(), assetId: AssetId.optional(), cutId: CutId.optional() });

/** What VideoFlow tells the world, by type. */
export const EVENTS = {
  "asset.created": ofAsset.extend({ name: z.string() }).describe("Footage came in, and work on it begins"),
  "asset.ready": ofAsset.describe("Its derivatives are there: it can be played and edited"),
  "asset.rejected": ofAsset.extend({ reason: Reason }).describe("The input gate refused it"),
  "asset.failed": ofAsset.extend({ reason: Reason }).describe("The pipeline could not make it ready"),
  "asset.searchable": ofAsset.describe("It is understood: its moments are found, its brief is written"),
  "asset.understanding_failed": ofAsset
    .extend({ reason: Reason })
    .describe("It is ready, but the pipeline could not understand it"),
  "asset.deleted": ofDeed
    .extend({ deletedAt: z.iso.datetime() })
    .describe("Somebody put it into the trash, from which it goes for good after 30 days"),
  "asset.restored": ofDeed.extend({ restoredAt: z.iso.datetime() }).describe("It was taken out of the trash"),
  "cut.composed": ofCut
    .extend({ revision: z.int().positive() })
    .describe("The crew has composed a cut, and it passed the gates"),
  "cut.refused": ofCut.extend({ reason: Reason }).describe("A gate stopped a cut: nothing of it is rendered"),
  "cut.finished": ofCut
    .extend({ revision: z.int().positive() })
    .describe("The deliverables of a cut are there, and verified"),
  "cut.failed": ofCut.extend({ reason: Reason }).describe("A cut could not be composed or rendered"),
  "run.succeeded": runEnded.describe("A run of a workflow came to its end"),
  "run.failed": runEnded.extend({ reason: Reason }).describe("A run of a workflow ended with an error"),
} as const;

export const EventType = z
  .enum(Object.keys(EVENTS) as [keyof typeof EVENTS, ...(keyof typeof EVENTS)[]])
  .meta({ id: "EventType" });
export type EventType = z.infer<typeof EventType>;

/** What every event has besides its own. `occurredAt` is when it was told first, or again. */
export const Occurrence = z.object({ eventId: EventId, occurredAt: z.iso.datetime() });
export type Occurrence = z.infer<typeof Occurrence>;
