import { OpenAPIHono } from "@hono/zod-openapi";
import { Identity } from "@videoflow/core/access/identity.schema";
import { Role } from "@videoflow/core/access/role.schema";
import { useActor } from "@videoflow/core/actor";
import { Workspace } from "@videoflow/core/workspace/workspace.schema";
import { nameOf } from "@videoflow/core/workspace/workspaces";
import * as z from "zod";
import type { Admitted } from "./admit.ts";
import { guarded, json } from "./route.ts";

const Home = Workspace.extend({ role: Role });
const Me = Identity.omit({ memberships: true })
  .extend({ workspace: Home, workspaces: z.array(Home) })
  .meta({ id: "Me" });

const getMe = guarded("viewer", "access", {
  method: "get",
  path: "/",
  operationId: "getMe",
  summary: "Who you are, in which workspace this request is, and which others there are for you",
  responses: { 200: json(Me, "You") },
});

export const meApi = new OpenAPIHono<Admitted>().openapi(getMe, async (c) => {
  const { memberships, ...identity } = c.get("identity");
  const workspaces = await Promise.all(
    memberships.map(async (membership) => ({ ...membership, name: await nameOf(membership.workspaceId) })),
  );
  const here = useActor().workspaceId;
  const workspace = workspaces.find(({ workspaceId }) => workspaceId === here);
  return c.json(Me.parse({ ...identity, workspace, workspaces }), 200);
});
