import { OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "@videoflow/core/error";
import { NewWorkspace, Workspace } from "@videoflow/core/workspace/workspace.schema";
import * as Workspaces from "@videoflow/core/workspace/workspaces";
import type { Admitted } from "./admit.ts";
import { body, failures, guarded, invalid, json } from "./route.ts";

const openWorkspace = guarded("admin", "access", {
  method: "post",
  path: "/",
  operationId: "openWorkspace",
  summary: "Opens a workspace, which sees nothing of any other; you are its admin",
  request: { body: body(NewWorkspace) },
  responses: { 201: json(Workspace, "The workspace"), ...failures.invalid },
});

export const workspacesApi = new OpenAPIHono<Admitted>({ defaultHook: invalid }).openapi(openWorkspace, async (c) => {
  if (c.get("identity").kind === "key")
    throw new AppError("forbidden", "A workspace needs a person as its admin: sign in");
  return c.json(await Workspaces.open(c.req.valid("json")), 201);
});
