import { provideActor } from "@videoflow/core/actor";
import { EVENTS } from "@videoflow/core/event.schema";
import { startFirst } from "@videoflow/core/understanding/start";
import { event } from "../lambda.ts";

/** An asset is ready: what is in it is to be understood. */
export const handler = event(EVENTS["asset.ready"], ({ workspaceId, assetId }) =>
  provideActor({ workspaceId, who: "pipeline" }, () => startFirst({ assetId })),
);
