import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { Resource } from "sst";
import { z } from "zod";
import { AssetId } from "./asset/asset.schema.ts";
import { AppError } from "./error.ts";
import { parse } from "./fn.ts";
import { Reason } from "./reason.ts";
import { WorkspaceId } from "./workspace/workspace.schema.ts";

const client = new EventBridgeClient({});

/** What VideoFlow tells the world, by detail type. An event may come twice: receivers go by the ids in it. */
export const EVENTS = {
  "asset.ready": z.object({ workspaceId: WorkspaceId, assetId: AssetId }),
  "asset.searchable": z.object({ workspaceId: WorkspaceId, assetId: AssetId }),
  "asset.understanding_failed": z.object({ workspaceId: WorkspaceId, assetId: AssetId, reason: Reason }),
  "asset.rejected": z.object({ workspaceId: WorkspaceId, assetId: AssetId, reason: Reason }),
  "asset.failed": z.object({ workspaceId: WorkspaceId, assetId: AssetId, reason: Reason }),
};

/** Puts an event on the bus. Throws `unavailable` when the bus did not take it. */
export async function publish<Type extends keyof typeof EVENTS>(
  type: Type,
  detail: z.input<(typeof EVENTS)[Type]>,
): Promise<void> {
  const answer = await client.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: Resource.Bus.name,
          Source: "videoflow",
          DetailType: type,
          Detail: JSON.stringify(parse(EVENTS[type], detail)),
        },
      ],
    }),
  );
  const refused = answer.Entries?.find((entry) => entry.ErrorCode);
  if (refused)
    throw new AppError("unavailable", `The bus refused ${type}: ${refused.ErrorCode} ${refused.ErrorMessage ?? ""}`);
}
