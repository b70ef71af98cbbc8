import type { ObjectPlace } from "../../bucket.ts";
import { readDocument } from "../../document.ts";
import type { FormatName } from "../order.schema.ts";
import { outputOf } from "../place.ts";
import { RenderPlan } from "./unit.schema.ts";

export const planPlace = (cutId: string, revision: number): ObjectPlace => outputOf(cutId, `plan.${revision}.json`);

export const readPlan = (cutId: string, revision: number): Promise<RenderPlan> =>
  readDocument(planPlace(cutId, revision), RenderPlan);

/** Where a unit's picture of one format is: by what it shows. */
export const unitPlace = (cutId: string, key: string): ObjectPlace => outputOf(cutId, `units/${key}.mp4`);

export const soundPlace = (cutId: string, key: string): ObjectPlace => outputOf(cutId, `units/${key}.m4a`);

/** Where a deliverable of a revision is. */
export const deliverablePlace = (cutId: string, revision: number, name: string): ObjectPlace =>
  outputOf(cutId, `v${revision}/${name}`);

export const videoName = (format: FormatName): string => `${format}.mp4`;
