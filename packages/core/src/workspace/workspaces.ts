import { Email } from "../access/operator.schema.ts";
import { create } from "../access/operators.ts";
import { useActor } from "../actor.ts";
import { fn, parse } from "../fn.ts";
import { createId } from "../id.ts";
import { WorkspaceEntity } from "./workspace.entity.ts";
import { DEFAULT_WORKSPACE_ID, NewWorkspace, type Workspace } from "./workspace.schema.ts";

/** What the first workspace is called until it has a row of its own. */
const DEFAULT_NAME = "Main";

export async function nameOf(workspaceId: string): Promise<string> {
  const { data } = await WorkspaceEntity.get({ workspaceId }).go({ consistent: true });
  return data?.name ?? (workspaceId === DEFAULT_WORKSPACE_ID ? DEFAULT_NAME : workspaceId);
}

/** Whether the actor is in the first workspace, whose admins answer for what is of no workspace or of all. */
export const answersForStage = (): boolean => useActor().workspaceId === DEFAULT_WORKSPACE_ID;

/** Opens a workspace; the operator who does is its first admin. */
export const open = fn(NewWorkspace, async ({ name }): Promise<Workspace> => {
  const email = parse(Email, useActor().id);
  const workspaceId = createId("wsp");
  await WorkspaceEntity.create({ workspaceId, name }).go();
  await create({ workspaceId, email, name: email, role: "admin" });
  return { workspaceId, name };
});
