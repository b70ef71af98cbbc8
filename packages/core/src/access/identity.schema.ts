import * as z from "zod";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { Role, Scope } from "./role.schema.ts";

export const Membership = z.object({ workspaceId: WorkspaceId, role: Role });
export type Membership = z.infer<typeof Membership>;

/** Whose credentials came with a request, and where they are good: what the gateway's authorizer tells the API. */
export const Identity = z.object({
  kind: z.enum(["operator", "key"]),
  /** An operator's email, or the id of a key. */
  id: z.string(),
  name: z.string(),
  memberships: z.array(Membership).min(1),
  /** The parts of the API that a key is narrowed to; null is all of them. */
  scopes: z.array(Scope).nullable(),
});
export type Identity = z.infer<typeof Identity>;

/** The header by which an operator of several workspaces says which one a request is about. */
export const WORKSPACE_HEADER = "videoflow-workspace";
