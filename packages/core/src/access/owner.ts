import { Resource } from "sst";
import { parse } from "../fn.ts";
import { DEFAULT_WORKSPACE_ID } from "../workspace/workspace.schema.ts";
import { Email } from "./operator.schema.ts";

/** Whether this is whom the stage's configuration makes admin of its first workspace: no other admin can change that. */
export const isOwner = (workspaceId: string, email: string): boolean =>
  workspaceId === DEFAULT_WORKSPACE_ID && email === parse(Email, Resource.Owner.email);
