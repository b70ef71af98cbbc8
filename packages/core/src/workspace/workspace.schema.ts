import { idSchema } from "../id.ts";

export const WorkspaceId = idSchema("wsp");

/** The workspace of every request until people sign in. */
export const DEFAULT_WORKSPACE_ID = "wsp_00000000000000000000000000";
