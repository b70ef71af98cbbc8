import * as z from "zod";
import { idSchema } from "../id.ts";

export const WorkspaceId = idSchema("wsp");

/** The workspace that every stage begins with; its owner is admin there. */
export const DEFAULT_WORKSPACE_ID = "wsp_00000000000000000000000000";

export const NewWorkspace = z.object({ name: z.string().trim().min(1).max(100) }).meta({ id: "NewWorkspace" });

export const Workspace = NewWorkspace.extend({ workspaceId: WorkspaceId }).meta({ id: "Workspace" });
export type Workspace = z.infer<typeof Workspace>;
